import { Chalk } from 'chalk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callbackLine } from '../../../src/cli/print/callback.js';
import { eventLines } from '../../../src/cli/print/event.js';
import { historyLines } from '../../../src/cli/print/history.js';
import { invitationDetails } from '../../../src/cli/print/invitation-details.js';
import { invitationLine, invitationTable } from '../../../src/cli/print/invitations.js';
import { logLine } from '../../../src/cli/print/log-line.js';
import type { HistoryRow, InvitationRow, SignalRow } from '../../../src/gateway/control/protocol.js';
import { customElement, type MsgElement, textElement } from '../../../src/im/elements.js';
import type { WireMessage } from '../../../src/im/wire.js';
import type { SignalingInfo } from '../../../src/signaling/signaling-info.js';
import type { TraceEvent, TracePayload } from '../../../src/trace/event.js';

const page = { paint: new Chalk({ level: 0 }), columns: 80 };

/** C0, DEL, C1, line and paragraph separators, and what turns the direction of writing. */
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** What somebody sends who wants a terminal to do something. */
const text = fc.oneof(
  fc.constantFrom(
    '\x1bc',
    '\x1b]0;title\x07',
    '\x9b2J',
    'a\r\nforged line',
    '\u202egnp.exe',
    '\x1b[31mred',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);
const json = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.array(text)), { maxKeys: 3 });
/** Data that is JSON, with control characters escaped or raw, or none. */
const data = fc.oneof(
  text,
  json.map((value) => JSON.stringify(value)),
);
const at = fc.integer({ min: 0, max: 2e12 });
const texts = fc.array(text, { maxLength: 3 });

const info: fc.Arbitrary<SignalingInfo> = fc.record({
  ...{ inviteID: text, groupID: text, inviter: text, inviteeList: texts, data },
  ...{ actionType: fc.integer({ min: 0, max: 6 }), timeout: fc.nat(100) },
});

const element: fc.Arbitrary<MsgElement> = fc.oneof(
  text.map(textElement),
  data.map((each) => customElement(each)),
  info.map((each) => customElement(JSON.stringify({ ...each, businessID: 1 }))),
  fc.record({ MsgType: text, MsgContent: json }),
);

const message = fc
  .record({
    ...{ From_Account: text, To_Account: text, MsgKey: text, CloudCustomData: data },
    MsgBody: fc.array(element, { maxLength: 2 }),
    MsgVersion: fc.nat(3),
  })
  .map((fields) => fields as WireMessage);

const args = fc.record(
  {
    invitee: text,
    groupID: text,
    inviteeList: texts,
    data,
    inviter: text,
    receiver: text,
    timeout: fc.nat(9),
  },
  { requiredKeys: [] },
);
const error = fc.record({ code: fc.integer(), name: text, message: text });

const payloads: { [Kind in TraceEvent['kind']]: fc.Arbitrary<object> } = {
  call: fc.record({ method: text, args, inviteID: text }),
  result: fc.record(
    { method: text, ok: fc.boolean(), inviteID: text, error },
    { requiredKeys: ['method', 'ok'] },
  ),
  event: fc.record({ name: text, args, inviteID: text }),
  message: fc.record({ message, stored: fc.boolean() }),
  modified: fc.record({ message, recalled: fc.boolean() }),
  frame: fc.record({
    direction: fc.constantFrom('up', 'down'),
    command: text,
    body: fc.oneof(
      message,
      json,
      fc.record({ ErrorCode: fc.integer(), ErrorInfo: text, ActionStatus: text }),
    ),
    fate: fc.constantFrom('delivered', 'lost'),
  }),
  push: fc.record({ title: text, desc: text, ext: data, from: text, groupID: text, inviteID: text }),
  login: fc.record({ platform: text, dialect: text }),
  logout: fc.record({ reason: text }),
  webhook: fc.record({ command: text, body: json, status: fc.nat(599), answer: json }),
  fault: fc.record({ name: text, args: json }),
  assertion: fc.record({ ok: fc.boolean(), text }),
  note: fc.record({ text }),
};

const event = fc.oneof(
  ...Object.entries(payloads).map(([kind, payload]) =>
    fc
      .record({ seq: fc.nat(), at, user: text, device: text, payload })
      .map(({ payload, ...base }) => ({ v: 1, ...base, ...(payload as TracePayload), kind }) as TraceEvent),
  ),
);

const state = fc.constantFrom('pending', 'accepted', 'timedOut') as fc.Arbitrary<InvitationRow['state']>;
const invitation: fc.Arbitrary<InvitationRow> = fc
  .record({
    ...{
      inviteID: text,
      inviter: text,
      inviteeList: texts,
      groupID: text,
      data,
      state,
      hangUp: fc.boolean(),
    },
    ...{ timeout: fc.nat(99), onlineUserOnly: fc.boolean(), sentAt: at },
    ...{ deadline: fc.option(at), endedAt: fc.option(at) },
  })
  .map((row) => ({
    ...row,
    invitees: Object.fromEntries(row.inviteeList.map((user) => [user, 'pending' as const])),
  }));
const signal: fc.Arbitrary<SignalRow> = fc.record({
  ...{ at, from: text, info, stored: fc.boolean(), modifies: fc.boolean() },
});
const historyRow: fc.Arbitrary<HistoryRow> = fc.record({
  ...{ time: fc.nat(2e9), from: text, to: text, groupID: text, seq: fc.nat(), version: fc.nat(3) },
  ...{ text: fc.option(text), custom: fc.option(data), signal: fc.option(info), recalled: fc.boolean() },
});

/** What must hold of everything that is printed for a person. */
function expectSafe(lines: readonly string[]): void {
  for (const line of lines) expect(line).not.toMatch(UNSAFE);
}

test('events: sig watch, follow, the REPL, and what commands cause', () => {
  fc.assert(
    fc.property(event, fc.integer({ min: 40, max: 120 }), (each, columns) =>
      expectSafe(eventLines({ ...page, columns }, each)),
    ),
    { numRuns: 3000 },
  );
});

test('the log of a hub: one line for each event', () => {
  fc.assert(fc.property(event, (each) => expectSafe([logLine(each)].flatMap((line) => line ?? []))));
});

test('sig list', () => {
  fc.assert(
    fc.property(fc.array(invitation, { minLength: 1 }), at, (rows, now) => {
      expectSafe(invitationTable(page, rows, now));
      expectSafe(rows.map((row) => invitationLine(page, row, now)));
    }),
  );
});

test('sig show', () => {
  fc.assert(
    fc.property(invitation, fc.array(signal, { maxLength: 3 }), at, (row, signals, now) =>
      expectSafe(invitationDetails(page, row, signals, now)),
    ),
  );
});

test('sig history', () => {
  fc.assert(
    fc.property(fc.array(historyRow, { minLength: 1 }), (rows) => expectSafe(historyLines(page, rows))),
  );
});

test('sig webhook listen', () => {
  const body = fc.dictionary(text, fc.oneof(text, json, fc.array(json)));
  fc.assert(
    fc.property(text, fc.oneof(body, message), (command, each) =>
      expectSafe([callbackLine({ command, query: {}, body: each as Record<string, unknown> })]),
    ),
  );
});
