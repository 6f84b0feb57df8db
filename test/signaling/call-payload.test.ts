import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CallMove,
  callPayload,
  isConsumed,
  isHangUp,
  markConsumed,
  readCallPayload,
} from '../../src/signaling/call-payload.js';

interface Recorded {
  what: string;
  actionType: number;
  invitees: string[];
  data: string;
}

/** What tuicall-engine-webrtc 3.1.7 sent. */
const recorded: Recorded[] = JSON.parse(
  readFileSync(new URL('../fixtures/call-kit-payloads.json', import.meta.url), 'utf8'),
);

function moveOf({ what, actionType }: Recorded): CallMove {
  if (what.includes('hangup')) return 'hangUp';
  if (what.includes('switchToAudio')) return actionType === 1 ? 'switchToAudio' : 'acceptSwitch';
  if (what.includes('line_busy')) return 'busy';
  return (['invite', 'cancel', 'accept', 'reject', 'invite'] as const)[actionType - 1]!;
}

describe('what is written is what the real engine wrote', () => {
  for (const entry of recorded) {
    test(entry.what, () => {
      const real = JSON.parse(entry.data);
      // A device modifies the invitation's own data to mark it, and so it is not built anew.
      const { consumed, ...data } = real.data;
      const written = callPayload(moveOf(entry), {
        media: real.call_type === 1 ? 'audio' : 'video',
        roomID: real.room_id ?? 0,
        inviter: real.data.inviter,
        invitees: real.data.userIDs ?? [],
        inGroup: entry.what.startsWith('group'),
        userData: real.userData,
        seconds: real.call_end ?? 0,
      });
      expect(JSON.parse(consumed ? markConsumed(written) : written)).toEqual(
        consumed ? real : { ...real, data },
      );
    });
  }
});

test('what is written is read back', () => {
  const moves = fc.constantFrom<CallMove>(
    'invite',
    'accept',
    'reject',
    'busy',
    'cancel',
    'hangUp',
    'switchToAudio',
  );
  const facts = fc.record({
    media: fc.constantFrom('audio' as const, 'video' as const),
    roomID: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    inviter: fc.string(),
    invitees: fc.array(fc.string()),
    seconds: fc.nat(),
  });
  fc.assert(
    fc.property(moves, facts, (move, call) => {
      const read = readCallPayload(callPayload(move, call))!;
      expect(read.media).toBe(call.media);
      expect(read.busy).toBe(move === 'busy');
      expect(read.kind).toBe(move === 'hangUp' || move === 'switchToAudio' ? move : 'call');
      expect(read.seconds).toBe(move === 'hangUp' ? call.seconds : 0);
      if (move === 'invite' || move === 'switchToAudio') expect(read.roomID).toBe(call.roomID);
    }),
  );
});

test('call_end 0 is no hang-up; a call_end without a cmd is', () => {
  expect(isHangUp({ call_end: 0, data: { cmd: 'audioCall' } })).toBe(false);
  expect(isHangUp({ call_end: 0 })).toBe(false);
  expect(isHangUp({ call_end: 7 })).toBe(true);
  expect(isHangUp({ call_end: 7, data: { cmd: 'videoCall' } })).toBe(false);
  expect(isHangUp({ data: { cmd: 'hangup' } })).toBe(true);
});

test('what is no call kit’s payload is none, and marking it changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (data) => {
      if (data.includes('av_call') || data.includes('rtc_call')) return;
      expect(readCallPayload(data)).toBeUndefined();
    }),
  );
  expect(markConsumed('text')).toBe('text');
  expect(isConsumed(markConsumed('{"businessID":"av_call"}'))).toBe(true);
  expect(isConsumed('null')).toBe(false);
});
