import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import { decoded } from '../decode/decoded.js';
import { fakeCli } from './fake-cli.js';

async function sig(argv: string[], stdin = '') {
  const cli = fakeCli({ stdin: Readable.from([Buffer.from(stdin)]) });
  await executeLine(cli, COMMANDS, argv);
  return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
}

describe('sig encode', () => {
  it('prints a request that decodes with nothing to find', async () => {
    const { out } = await sig([
      'encode',
      'rest',
      '--from',
      'alice',
      '--to',
      'bob',
      '--data',
      '{"call":"video"}',
    ]);
    expect(decoded(out)).toMatchObject([
      {
        form: 'rest-sendmsg',
        info: { inviter: 'alice', inviteeList: ['bob'], data: '{"call":"video"}' },
        findings: [],
      },
    ]);
  });

  it('prints an answer of the invitee to the inviter', async () => {
    const { out } = await sig([
      'encode',
      '--action',
      'reject',
      '--from',
      'bob',
      '--to',
      'alice',
      '--id',
      'a'.repeat(32),
    ]);
    expect(decoded(out)).toMatchObject([
      {
        message: { from: 'bob', to: 'alice' },
        info: { actionType: 4, inviter: 'alice', inviteeList: ['bob'] },
        findings: [],
      },
    ]);
  });

  it('chooses the request for groups where a group is named', async () => {
    const { out } = await sig(['encode', '--from', 'alice', '--to', 'bob', 'carol', '--group', 'g1']);
    expect(decoded(out)[0]!.form).toBe('rest-send_group_msg');
  });

  it('prints several messages of a file as lines', async () => {
    const yaml = '- { from: alice, to: bob }\n- { form: signal, from: alice, to: carol }';
    const { out } = await sig(['encode', '-'], yaml);
    expect(out.split('\n')).toHaveLength(2);
    expect(decoded(out).map((line) => line.form)).toEqual(['rest-sendmsg', 'signal']);
  });

  it('says what is missing', async () => {
    expect(await sig(['encode', '--to', 'bob'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('who invites?'),
    });
    expect(await sig(['encode', 'rset', '--from', 'a', '--to', 'b'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean: sig encode rest'),
    });
    expect((await sig(['encode', '--from', 'alice', '--to', 'b b'])).err).toContain('7003');
  });
});
