import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import { verifyUserSig } from '../../src/hub/accounts/usersig.js';
import { fakeCli } from './fake-cli.js';

const key = { sdkAppID: 1400000001, secret: 'the key' };

test('the UserSig that is printed is one that a hub with the key takes', async () => {
  const cli = fakeCli();
  await executeLine(cli, COMMANDS, ['usersig', 'alice', '--sdkappid', '1400000001', '--key', key.secret]);
  expect(cli.exitCode).toBe(0);
  const [userSig = ''] = cli.lines;
  const { 'TLS.time': signedAt } = verifyTimes(userSig);
  expect(() => verifyUserSig(key, 'alice', userSig, signedAt + 10)).not.toThrow();
  expect(() => verifyUserSig(key, 'bob', userSig, signedAt + 10)).toThrow();
});

test('without a key it says what is missing', async () => {
  const cli = fakeCli();
  await executeLine(cli, COMMANDS, ['usersig', 'alice', '--sdkappid', '1400000001']);
  expect(cli.exitCode).toBe(2);
  expect(cli.notes.join('\n')).toContain('--key');
});

function verifyTimes(userSig: string): { 'TLS.time': number } {
  const packed = Buffer.from(
    userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='),
    'base64',
  );
  return JSON.parse(inflateSync(packed).toString());
}
