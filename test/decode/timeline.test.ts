import { describe, expect, it } from 'vitest';
import { Decoder } from '../../src/decode/decoder.js';
import { FINDINGS } from '../../src/decode/rules/index.js';
import { ANOMALIES } from '../../src/decode/timeline/anomalies/index.js';
import { historySequence } from '../../src/decode/timeline/history-sequence.js';
import { MessageLog } from '../../src/decode/timeline/message-log.js';
import { type InvitationReport, report } from '../../src/decode/timeline/report.js';
import { recordHistory } from '../../src/scenario/record/record.js';
import { sequenceText } from '../../src/trace/sequence-text.js';
import { signalText } from './decoded.js';

const START = 1_700_000_000;

interface Said {
  /** 1 invite, 2 cancel, 3 accept, 4 reject, 5 time-out */
  action?: number;
  from?: string;
  to?: string;
  group?: string;
  invitees?: string[];
  /** Seconds after the start, by the server. */
  at?: number;
  /** By how many seconds the sender's clock is ahead. */
  ahead?: number;
  random?: number;
  signal?: Record<string, unknown>;
}

let counter = 0;

/** A line of history. */
function message({
  action = 1,
  from = 'alice',
  to = 'bob',
  group = '',
  invitees,
  at = 0,
  ahead = 0,
  random,
  signal,
}: Said): string {
  const list = invitees ?? [action === 1 || action === 2 ? 'bob' : from];
  const timeout = action === 1 ? 30 : 0;
  const Data = signalText({ actionType: action, inviteeList: list, groupID: group, timeout, ...signal });
  const seq = ++counter;
  return JSON.stringify({
    From_Account: from,
    ...(group === '' ? { To_Account: to } : { GroupId: group }),
    MsgSeq: seq,
    MsgRandom: random ?? seq,
    MsgTimeStamp: START + at,
    MsgClientTime: START + at + ahead,
    MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data, Desc: '', Ext: '' } }],
  });
}

/** The same as a device has it in its log. */
function device(owner: string, said: Said): string {
  const { From_Account, To_Account, GroupId, MsgRandom, MsgTimeStamp, MsgBody } = JSON.parse(message(said));
  return JSON.stringify({
    conversationID: GroupId ? `GROUP${GroupId}` : `C2C${To_Account}`,
    type: 'TIMCustomElem',
    payload: { data: MsgBody[0].MsgContent.Data },
    from: From_Account,
    to: GroupId ?? To_Account,
    flow: From_Account === owner ? 'out' : 'in',
    time: MsgTimeStamp,
    random: MsgRandom,
  });
}

function trace(...logs: string[][]): InvitationReport[] {
  const log = new MessageLog(2026);
  logs.forEach((lines, at) => {
    const decoder = new Decoder((line, surroundings) => log.add(line, surroundings), { file: `log${at}` });
    decoder.text(lines.join('\n'));
  });
  return report(log);
}

const codes = (reports: InvitationReport[]) =>
  reports.flatMap(({ anomalies }) => anomalies.map(({ code }) => code));

const invite: Said = {};
const accept: Said = { action: 3, from: 'bob', to: 'alice', at: 5, random: 7 };
const reject: Said = { action: 4, from: 'bob', to: 'alice', at: 5 };
const cancel: Said = { action: 2, at: 5, random: 8 };
const timeout: Said = { action: 5, from: 'bob', to: 'alice', at: 30 };
const other = (at: number): Said => ({
  at,
  signal: { inviteID: 'f'.repeat(32), timeout: 0 },
  from: 'zoe',
  to: 'yan',
  invitees: ['yan'],
});

describe('an invitation in a log', () => {
  it('is reports from its messages: who, how it ended, how long it took', () => {
    const [reports] = trace([message(invite), message(accept)]);
    expect(reports!.traced).toEqual({
      inviteID: '51711daa-6c8b-455a-9fb4-8cb6bbb2dfe2',
      inviter: 'alice',
      groupID: '',
      timeout: 30,
      data: 'ring',
      sentAt: START * 1000,
      state: 'accepted',
      invitees: [{ user: 'bob', state: 'accepted', after: 5000 }],
      messages: 2,
      anomalies: [],
    });
  });

  it('in a group is reports for each invitee', () => {
    const group = { group: 'g1' };
    const [reports] = trace([
      message({ ...group, invitees: ['bob', 'carol', 'dave'] }),
      message({ ...group, ...accept }),
      message({ ...group, action: 4, from: 'carol', at: 8 }),
      message({ ...group, action: 5, from: 'alice', invitees: ['dave'], at: 35 }),
    ]);
    expect(reports!.traced).toMatchObject({
      groupID: 'g1',
      state: 'partly accepted',
      invitees: [
        { user: 'bob', state: 'accepted', after: 5000 },
        { user: 'carol', state: 'rejected', after: 8000 },
        { user: 'dave', state: 'timedOut', after: 35_000 },
      ],
    });
  });

  it('is one, however often and wherever its messages stand', () => {
    const lines = [message(invite), message(accept)];
    const [reports, ...more] = trace([...lines], [...lines.toReversed()]);
    expect(more).toEqual([]);
    expect(reports!.traced).toMatchObject({ messages: 2, state: 'accepted', anomalies: [] });
  });

  it('was sent when the earliest observation of its message says, whatever their order', () => {
    const seen = [message({ random: 3, at: 4 }), message({ random: 3, at: 9 })];
    for (const lines of [seen, seen.toReversed()])
      expect(trace(lines)[0]!.traced).toMatchObject({ messages: 1, sentAt: (START + 4) * 1000 });
    const logged = [`2026-11-24 10:00:01.000 ${signalText()}`, `2026-11-24 10:00:07.000 ${signalText()}`];
    for (const lines of [logged, logged.toReversed()])
      expect(trace(lines)[0]!.traced.sentAt).toBe(Date.UTC(2026, 10, 24, 10, 0, 1));
  });

  it('comes before its answer of the same second, also where the log has them the other way round', () => {
    const [told] = trace([message({ ...accept, at: 0 }), message(invite)]);
    expect(told!.history.messages.map(({ info }) => info.actionType)).toEqual([1, 3]);
    expect(told!.traced).toMatchObject({ state: 'accepted', anomalies: [] });
  });

  it('that is a hang-up is no pending call', () => {
    const data = '{"businessID":"av_call","data":{"cmd":"hangup"}}';
    expect(trace([message({ signal: { data, timeout: 0 } })])[0]!.traced.state).toBe('hang-up');
  });

  it('of a phone, with call_end 0, is a call', () => {
    const data = '{"businessID":"av_call","call_type":2,"call_end":0,"data":{"cmd":"videoCall"}}';
    expect(trace([message({ signal: { data } })])[0]!.traced.state).toBe('pending');
  });

  it('has its times from the lines of a log where messages have none', () => {
    const [reports] = trace([
      `2026-11-24 10:00:00.250 send ${signalText()}`,
      `2026-11-24 10:00:03.500 recv ${signalText({ actionType: 3, timeout: 0 })}`,
    ]);
    expect(reports!.traced).toMatchObject({
      sentAt: Date.UTC(2026, 10, 24, 10, 0, 0, 250),
      invitees: [{ after: 3250 }],
    });
  });

  it.each([
    ['2026-11-24T10:00:00Z', Date.UTC(2026, 10, 24, 10)],
    ['[2026/11/24 10:00:00,5]', Date.UTC(2026, 10, 24, 10, 0, 0, 500)],
    ['2026-11-24T12:00:00.000+02:00', Date.UTC(2026, 10, 24, 10)],
    ['11-24 10:00:00.123  1234  5678 I imsdk:', Date.UTC(2026, 10, 24, 10, 0, 0, 123)],
  ])('has the time of %s', (stamp, ms) => {
    expect(trace([`${stamp} ${signalText()}`])[0]!.traced.sentAt).toBe(ms);
  });

  it('has its time from the JSON around it', () => {
    expect(trace([JSON.stringify({ time: START * 1000 + 5, msg: signalText() })])[0]!.traced.sentAt).toBe(
      START * 1000 + 5,
    );
    expect(
      trace([JSON.stringify({ '@timestamp': '2026-11-24T10:00:00Z', m: { s: signalText() } })])[0]!.traced
        .sentAt,
    ).toBe(Date.UTC(2026, 10, 24, 10));
  });
});

/** For every anomaly: logs that have it, and logs much like them that have not. */
const TABLE: Record<string, [has: string[][], hasNot: string[][]]> = {
  'answer-without-invite': [[[message(accept)]], [[message(invite), message(accept)]]],
  'second-invite': [
    [[message({ ...invite, random: 1 }), message({ ...invite, at: 50, random: 2 })]],
    [[message({ ...invite, random: 1 }), message({ ...invite, random: 1 })]],
  ],
  'two-ends': [
    [[message(invite), message(accept), message({ ...cancel, at: 6 })]],
    [
      [
        message(invite),
        message(timeout),
        message({ ...timeout, from: 'alice', to: 'bob', invitees: ['bob'], at: 35 }),
      ],
    ],
  ],
  'different-ends': [
    [
      [device('alice', invite), device('alice', cancel), device('alice', accept)],
      [device('bob', invite), device('bob', accept), device('bob', cancel)],
    ],
    [
      [device('alice', invite), device('alice', accept)],
      [device('bob', invite), device('bob', accept)],
    ],
  ],
  'late-answer': [
    [[message(invite), message({ ...accept, at: 40 })]],
    [[message(invite), message({ ...accept, at: 30 })]],
  ],
  'answer-before-invite': [
    [[message({ at: 10 }), message(accept)]],
    [[message(invite), message({ ...accept, at: 0 })]],
  ],
  'no-timeout': [[[message(invite), message(other(60))]], [[message(invite), message(other(20))]]],
  'early-timeout': [
    [[message(invite), message({ ...timeout, at: 20 })]],
    [[message(invite), message(timeout)]],
  ],
  'repeated-message': [
    [[device('alice', { ...invite, random: 3 }), device('alice', { ...invite, random: 3 })]],
    [[device('alice', { ...invite, random: 3 })], [device('bob', { ...invite, random: 3 })]],
  ],
  'lost-message': [
    [
      [device('alice', invite), device('alice', cancel), device('alice', other(10))],
      [device('bob', { ...invite, random: 0 }), device('bob', { ...reject, at: 20 })],
    ],
    [
      [device('alice', { random: 1 }), device('alice', cancel)],
      [device('bob', { random: 1 }), device('bob', cancel), device('bob', { ...reject, at: 20 })],
    ],
  ],
  'answer-of-stranger': [
    [[message(invite), message({ ...accept, from: 'carol' })]],
    [[message(invite), message(accept)]],
  ],
  'cancel-by-other': [
    [[message(invite), message({ ...cancel, from: 'bob', to: 'alice' })]],
    [[message(invite), message(cancel)]],
  ],
  'modified-after-end': [
    [[message(invite), message(accept), modified(9)]],
    [[message(invite), modified(2), message(accept)]],
  ],
  'clock-skew-between-devices': [
    [[message(invite), message({ ...accept, ahead: 40 })]],
    [[message({ ahead: 40 }), message({ ...accept, ahead: 41 })]],
  ],
};

/** A frame that tells of other data in the invitation. */
function modified(at: number): string {
  const entry = { ...JSON.parse(message({ at, signal: { data: 'new' } })) };
  return JSON.stringify({
    head: { servcmd: 'im_open_push.msg_push' },
    body: { EventArray: [{ Event: 18, C2cMsgModNotifys: [entry] }] },
  });
}

describe('every anomaly', () => {
  it('has a code of its own, beside those of findings', () => {
    const codes = [...ANOMALIES, ...FINDINGS].map((rule) => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has its two logs here', () => {
    expect(Object.keys(TABLE).sort()).toEqual(ANOMALIES.map((rule) => rule.code).sort());
  });

  it.each(Object.entries(TABLE))('%s: one log has it', (code, [has]) => {
    expect(codes(trace(...has))).toContain(code);
  });

  it.each(Object.entries(TABLE))('%s: one log has it not', (code, [, hasNot]) => {
    expect(codes(trace(...hasNot))).not.toContain(code);
  });
});

describe('the picture of an invitation', () => {
  it('shows who sent what when, and what went wrong', () => {
    const [reports] = trace([message(invite), message(accept), message({ ...cancel, at: 6 })]);
    const text = sequenceText(historySequence(reports!));
    expect(text).toMatch(/0 ms .*invite 30 s.*▶/);
    expect(text).toMatch(/5 s .*◀.*accept/);
    expect(text).toMatch(/6 s .*cancel.*▶/);
    expect(text).toContain('two-ends: bob accepted and cancelled');
  });

  it('has the group between those who ask and those who are asked', () => {
    const [reports] = trace([
      message({ group: 'g1', invitees: ['bob', 'carol'] }),
      message({ ...accept, group: 'g1' }),
    ]);
    const { participants, steps } = historySequence(reports!);
    expect(participants.map(({ label, id }) => label ?? id)).toEqual(['alice', 'group g1', 'bob', 'carol']);
    expect(steps).toMatchObject([
      { from: 'alice', to: '(group)' },
      { from: 'bob', to: '(group)' },
    ]);
  });
});

describe('a scenario made of a log', () => {
  it('does the same after the same times, and expects what each app must have heard', async () => {
    const [reports] = trace([
      message({ signal: { data: '{"call":"video"}' } }),
      message(accept),
      message({ ...cancel, at: 6 }),
    ]);
    expect((await recordHistory(reports!.history)).text).toBe(
      [
        'scenario: "alice invites bob: as in the log, 51711daa"',
        'users: [ { alice: { dialect: web } }, { bob: { dialect: web } } ]',
        'steps:',
        '  - alice invites bob: { timeout: 30, data: { call: video } }',
        '  - bob receives call: { data: { call: video } }',
        '  - after: 5s',
        '  - at the same time:',
        '      - bob accepts call: { data: ring }',
        '      - alice cancels call: { data: ring }',
        '  - alice sees bob accept call: { data: ring }',
        '  - bob sees call cancelled: { data: ring }',
        '  - nothing else happens',
        '',
      ].join('\n'),
    );
  });
});

describe('what apps were told, in their logs', () => {
  const call = 'inviteID:51711daa-6c8b-455a-9fb4-8cb6bbb2dfe2';

  it('is folded into an invitation by itself', () => {
    const [told, ...more] = trace([
      `11-24 10:00:01.000  1  1 D App: onReceiveNewInvitation ${call}, inviter:alice, groupID:, inviteeList:[bob], data:ring`,
      `11-24 10:00:09.500  1  1 D App: onInvitationCancelled ${call}, inviter:alice, data:ring`,
    ]);
    expect(more).toEqual([]);
    expect(told!.traced).toMatchObject({
      inviter: 'alice',
      timeout: null,
      state: 'cancelled',
      invitees: [{ user: 'bob', state: 'cancelled', after: 8500 }],
      anomalies: [],
    });
  });

  it('is one with the messages of which they were told', () => {
    const lines = [
      message(invite),
      `2023-11-14 22:13:21.000 onReceiveNewInvitation ${call}, inviter:alice, groupID:, inviteeList:[bob], data:ring`,
      message(accept),
      `2023-11-14 22:13:26.000 onInviteeAccepted ${call}, invitee:bob, data:ring`,
    ];
    for (const log of [lines, lines.toReversed()])
      expect(trace(log)[0]!.traced).toMatchObject({
        messages: 2,
        timeout: 30,
        state: 'accepted',
        sentAt: START * 1000,
        anomalies: [],
      });
  });

  it('of a time-out ends it for those it names', () => {
    const [told] = trace([
      `onReceiveNewInvitation ${call}, inviter:alice, groupID:g1, inviteeList:[bob, carol], data:ring`,
      `onInvitationTimeout ${call}, inviteeList:[carol]`,
    ]);
    expect(told!.traced.invitees).toMatchObject([
      { user: 'bob', state: 'pending' },
      { user: 'carol', state: 'timedOut' },
    ]);
  });
});

describe('a list of messages that was logged at once', () => {
  it('has the times of the messages, not of its lines', () => {
    const lines = [message(invite), message({ ...accept, at: 7 })];
    const [told] = trace(lines.map((line) => `2026-11-24 10:00:00.123 history: ${line}`));
    expect(told!.traced).toMatchObject({ sentAt: START * 1000, invitees: [{ after: 7000 }] });
  });
});
