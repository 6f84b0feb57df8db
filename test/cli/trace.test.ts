import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import { sendmsg, signalText } from '../decode/decoded.js';
import { fakeCli } from './fake-cli.js';

async function sig(argv: string[], stdin = '') {
  const cli = fakeCli({ stdin: Readable.from([Buffer.from(stdin)]) });
  await executeLine(cli, COMMANDS, argv);
  return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
}

const stored = (fields: Record<string, unknown>, signal: Record<string, unknown> = {}) =>
  sendmsg({ MsgKey: 'k', ...fields }, signalText(signal));
const INVITE = stored({ MsgTimeStamp: 1_700_000_000, MsgRandom: 1 });
const ACCEPT = stored(
  { From_Account: 'bob', To_Account: 'alice', MsgTimeStamp: 1_700_000_005, MsgRandom: 2 },
  { actionType: 3, timeout: 0 },
);
const CANCEL = stored({ MsgTimeStamp: 1_700_000_006, MsgRandom: 3 }, { actionType: 2, timeout: 0 });
const OTHER = stored({ MsgTimeStamp: 1_700_000_007 }, { inviteID: '51711d00'.padEnd(32, '0'), timeout: 0 });

let folder: string;
let log: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sig-trace-'));
  log = join(folder, 'app.log');
  writeFileSync(log, [INVITE, ACCEPT, CANCEL, OTHER].join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('sig trace', () => {
  it('lists invitations with what went wrong', async () => {
    const { code, out, err } = await sig(['trace', log]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ID +TIME +WHO +END +ANSWERED$/m);
    expect(out).toMatch(/^51711daa .* alice → bob +accepted +5 s$/m);
    expect(out).toContain('✗ two-ends  bob accepted and cancelled');
    expect(err).toBe('2 invitations, something wrong in 1');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('lists only those with --anomalies', async () => {
    expect((await sig(['trace', log, '--anomalies'])).out).not.toContain('51711d00');
  });

  it('prints a line of JSON for each', async () => {
    const { out } = await sig(['trace', log, '--json']);
    const [first, second] = out.split('\n').map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      state: 'accepted',
      invitees: [{ user: 'bob', state: 'accepted', after: 5000 }],
      anomalies: [{ code: 'two-ends', level: 'error' }],
    });
    expect(second).toMatchObject({ state: 'pending', anomalies: [] });
  });

  it('tells one by any beginning of its ID, with a picture', async () => {
    const { out } = await sig(['trace', log, '--id', '51711da']);
    expect(out).toContain('bob: accepted after 5 s');
    expect(out).toContain(`bob: ${log}:2`.slice(0, 40));
    expect(out).toMatch(/0 ms +│─+ invite 30 s ─+▶│/);
  });

  it('says when an ID is not clear or not there', async () => {
    expect(await sig(['trace', log, '--id', '51711d'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('2 invitations begin with 51711d'),
    });
    expect(await sig(['trace', log, '--id', 'ffff'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('8010'),
    });
  });

  it('draws one as Mermaid or SVG', async () => {
    expect((await sig(['trace', log, '--id', '51711daa', '--diagram', 'mermaid'])).out).toContain(
      'sequenceDiagram',
    );
    expect((await sig(['trace', log, '--id', '51711daa', '--diagram', 'svg'])).out).toMatch(
      /^<svg .*<\/svg>$/s,
    );
    expect((await sig(['trace', log, '--diagram', 'svg'])).code).toBe(2);
  });

  it('makes a scenario', async () => {
    const { out } = await sig(['trace', log, '--id', '51711daa', '--as-scenario']);
    expect(out).toContain('- alice invites bob:');
    expect(out).toContain('- after: 5s');
  });

  it('reads several logs, and the input', async () => {
    expect((await sig(['trace', '-', log], ACCEPT)).out).toContain('51711daa');
    expect(await sig(['trace', '-'], 'nothing')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no signals'),
    });
    expect((await sig(['trace', join(folder, 'none.log')])).code).toBe(2);
  });
});
