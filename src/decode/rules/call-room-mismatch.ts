import { isFields } from '../fields.js';
import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const callRoomMismatch: FindingRule = {
  code: 'call-room-mismatch',
  level: 'warning',
  title: 'two rooms in one call',
  why: 'The room of a call stands in room_id and again in data.room_id. Versions of the call kits read one or the other: with two rooms both sides accept and wait in an empty room.',
  hint: 'Write the same room in both.',
  needs: TRAIT.payload,
  check(subject, report) {
    const { payload } = subject;
    if (!isFields(payload) || !isFields(payload.data)) return;
    const outer = payload.room_id;
    const inner = payload.data.room_id;
    // 0 and '' say that the room is a text, or that there is none.
    if (!outer || !inner || String(outer) === String(inner)) return;
    report(
      subject.payloadPath('data.room_id'),
      `room_id is ${shown(outer)}, but data.room_id is ${shown(inner)}`,
    );
  },
};
