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

describe('sig encode call', () => {
  const id = 'c'.repeat(32);

  it.each<[argv: string[], said: string, info: Record<string, unknown>]>([
    [
      ['--from', 'lea', '--to', 'kim', '--video', '--room', '71'],
      'lea starts a call (video), room 71',
      { actionType: 1, timeout: 30 },
    ],
    [
      ['accept', '--from', 'kim', '--to', 'lea', '--id', id],
      'the call was answered',
      { actionType: 3, inviter: 'lea', inviteeList: ['kim'], inviteID: id },
    ],
    [['reject', '--from', 'kim', '--to', 'lea', '--id', id], 'the call was declined', { actionType: 4 }],
    [['busy', '--from', 'kim', '--to', 'lea', '--id', id], 'busy', { actionType: 4, inviter: 'lea' }],
    [['cancel', '--from', 'lea', '--to', 'kim', '--id', id], 'the call was cancelled', { actionType: 2 }],
    [
      ['hang-up', '--from', 'kim', '--to', 'lea', '--seconds', '65'],
      'the call ended after 65 s of talk: a hang-up, not a new call',
      { actionType: 1, timeout: 0, inviter: 'kim', inviteeList: ['lea'] },
    ],
    [
      ['switch', '--from', 'lea', '--to', 'kim', '--video'],
      'lea asks to go on without video',
      { actionType: 1 },
    ],
    [
      ['accept-switch', '--from', 'kim', '--to', 'lea', '--id', id],
      'agreed to go on without video',
      { actionType: 3 },
    ],
  ])('%j: %s', async (argv, said, info) => {
    for (const form of ['rest', 'signal', 'webhook']) {
      const { out, code, err } = await sig(['encode', 'call', ...argv, '--form', form]);
      expect([code, err]).toEqual([0, '']);
      const [line] = decoded(out);
      expect(line).toMatchObject({ info, business: { name: 'av_call', summary: said } });
      expect(line!.findings.filter(({ level }) => level !== 'info')).toEqual([]);
    }
  });

  it('says what can be done in a call', async () => {
    expect((await sig(['encode', 'call', 'hangup', '--from', 'a', '--to', 'b'])).err).toContain(
      'sig encode call hang-up',
    );
    expect((await sig(['encode', 'call', '--from', 'a', '--to', 'b', '--room', '0'])).err).toContain(
      'can be no room',
    );
    expect((await sig(['encode', 'rest', 'accept'])).code).toBe(2);
  });
});

describe('sig encode, field by field', () => {
  it("builds the inviter's own time-out, for those who have not answered", async () => {
    const argv = [
      '--action',
      'timeout',
      '--inviter',
      'lea',
      '--from',
      'lea',
      '--to',
      'kim',
      'jo',
      '--group',
      'g1',
    ];
    const { out } = await sig(['encode', 'rest', ...argv, '--id', 'a'.repeat(32)]);
    expect(decoded(out)).toMatchObject([
      {
        message: { from: 'lea', group: 'g1' },
        info: { actionType: 5, inviter: 'lea', inviteeList: ['kim', 'jo'] },
      },
    ]);
  });

  it.each(['', ' ', '51711daa...', 'a b', 'x'.repeat(128), 'id\u00e9'])(
    'refuses %j for an inviteID',
    async (id) => {
      const { code, err } = await sig([
        'encode',
        '--action',
        'cancel',
        '--from',
        'a',
        '--to',
        'b',
        '--id',
        id,
      ]);
      expect(code).not.toBe(0);
      expect(err).toContain('can be no inviteID');
    },
  );

  it('writes webhooks with the fields that the vendor posts', async () => {
    const { out } = await sig(['encode', 'webhook', '--from', 'lea', '--to', 'kim']);
    const body = JSON.parse(out);
    expect(body).toMatchObject({ CallbackCommand: 'C2C.CallbackAfterSendMsg', MsgTime: expect.any(Number) });
    expect(body).not.toHaveProperty('MsgTimeStamp');
    expect(body.EventTime).toBe(body.MsgTime * 1000);
  });

  it('writes the ext of a push with the fields of the call, and all of any other data', async () => {
    const ext = async (data: string, ...more: string[]) =>
      sig(['encode', 'push-ext', '--from', 'lea', '--to', 'kim', '--data', data, ...more]);
    const call = JSON.parse((await ext('{"call_type":2,"room_id":71,"version":4}')).out).entity;
    expect(call).toMatchObject({ version: 1, sender: 'lea', chatType: 1, action: 2 });
    expect(JSON.parse(call.content)).toMatchObject({
      call_type: 2,
      room_id: 71,
      version: 4,
      timeout: 30,
      group_id: '',
    });
    expect(decoded((await ext('my own text')).out)[0]!.info!.data).toBe('my own text');
    expect((await ext('x', '--online-only')).err).toContain('push-ext carries no onlineOnly');
  });
});
