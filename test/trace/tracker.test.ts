import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customElement, textElement } from '../../src/im/elements.js';
import type { C2CMessage } from '../../src/im/wire.js';
import { ACTION, type Action } from '../../src/signaling/action.js';
import { invitationState } from '../../src/signaling/invitation.js';
import { encodeSignal } from '../../src/signaling/signal.js';
import { Tracker } from '../../src/trace/tracker.js';

let random = 0;

function wire(from: string, to: string, data: string): C2CMessage {
  return {
    ...{ From_Account: from, To_Account: to, MsgSeq: 1, MsgRandom: ++random, MsgKey: `1_${random}_1` },
    ...{ MsgTimeStamp: 1, MsgTime: 1, MsgClientTime: 1, CloudCustomData: '', MsgVersion: 0, TinyId: '1' },
    MsgBody: [customElement(data)],
  };
}

function signal(action: Action, inviteID: string, invitees = ['bob'], data = ''): C2CMessage {
  const info = { inviteID, groupID: '', inviter: 'alice', inviteeList: invitees, data };
  return wire('alice', 'bob', encodeSignal({ ...info, actionType: ACTION[action], timeout: 30 }));
}

const stateOf = (tracker: Tracker, inviteID: string) => invitationState(tracker.get(inviteID)!.invitation);

test('an invite begins an invitation, an answer ends it, and both are remembered in order', () => {
  const tracker = new Tracker();
  tracker.message(signal('invite', 'i1', ['bob'], 'hi'), true, 1000);
  expect(stateOf(tracker, 'i1')).toBe('pending');
  tracker.message(signal('accept', 'i1'), true, 2500);
  const { invitation, signals, endedAt } = tracker.get('i1')!;
  expect(invitation).toMatchObject({ data: 'hi', sentAt: 1000, onlineUserOnly: false });
  expect([stateOf(tracker, 'i1'), endedAt]).toEqual(['accepted', 2500]);
  expect(signals.map(({ info, at }) => [info.actionType, at])).toEqual([
    [1, 1000],
    [3, 2500],
  ]);
});

test('an accept and a cancel that cross: the first to pass decides, and both show', () => {
  const tracker = new Tracker();
  tracker.message(signal('invite', 'i1'), false, 1);
  tracker.message(signal('cancel', 'i1'), false, 2);
  tracker.message(signal('accept', 'i1'), false, 3);
  expect(stateOf(tracker, 'i1')).toBe('cancelled');
  expect(tracker.get('i1')!.signals).toHaveLength(3);
  expect(tracker.get('i1')!.invitation.onlineUserOnly).toBe(true);
});

test('a modified invite has the new data and stays as it is otherwise', () => {
  const tracker = new Tracker();
  tracker.message(signal('invite', 'i1', ['bob'], 'old'), true, 1);
  tracker.modified(signal('invite', 'i1', ['bob'], 'new'), 2);
  expect(tracker.get('i1')!.invitation.data).toBe('new');
  expect(stateOf(tracker, 'i1')).toBe('pending');
});

test('texts, custom messages of other kinds, answers to nothing and broken JSON are no invitations', () => {
  const tracker = new Tracker();
  tracker.message({ ...wire('a', 'b', ''), MsgBody: [textElement('inviteID')] }, true, 1);
  tracker.message(wire('a', 'b', '{"businessID":"av_call"}'), true, 1);
  tracker.message(wire('a', 'b', '{"inviteID":"x","actionType":1,'), true, 1);
  tracker.message(wire('a', 'b', '"inviteID actionType"'), true, 1);
  tracker.message(signal('accept', 'unknown'), true, 1);
  expect(tracker.all()).toEqual([]);
});

test('the oldest are forgotten beyond the limits, live ones apart from ended ones', () => {
  const tracker = new Tracker({ ended: 2, live: 3 });
  for (const id of ['e1', 'e2', 'e3']) {
    tracker.message(signal('invite', id), true, 1);
    tracker.message(signal('reject', id), true, 1);
  }
  for (const id of ['l1', 'l2', 'l3', 'l4']) tracker.message(signal('invite', id), true, 2);
  expect(tracker.all().map(({ invitation }) => invitation.inviteID)).toEqual(['e2', 'e3', 'l2', 'l3', 'l4']);
});

test('whatever passes, in whatever order and however often asked, the end is the same', () => {
  const action = fc.constantFrom<Action>('invite', 'cancel', 'accept', 'reject', 'timeout');
  const step = fc.tuple(action, fc.constantFrom('i1', 'i2'), fc.subarray(['bob', 'carol'], { minLength: 1 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const asked = new Tracker();
      const lazy = new Tracker();
      steps.forEach(([act, id, invitees], at) => {
        asked.message(signal(act, id, invitees), true, at);
        lazy.message(signal(act, id, invitees), true, at);
        asked.all();
      });
      const view = (tracker: Tracker) =>
        tracker.all().map(({ invitation, signals, endedAt }) => ({ invitation, endedAt, n: signals.length }));
      expect(view(lazy)).toEqual(view(asked));
    }),
  );
});
