import { isFields } from '../fields.js';
import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const callTypeUnknown: FindingRule = {
  code: 'call-type-unknown',
  level: 'warning',
  title: 'a call_type that no call kit knows',
  why: 'Call kits know 1 (audio) and 2 (video), and 0 for unknown. Another value is taken for audio, for nothing, or drops the call, as the version will have it.',
  hint: 'Write 1 for audio, 2 for video.',
  needs: TRAIT.payload,
  check(subject, report) {
    const { payload } = subject;
    if (!isFields(payload) || payload.call_type === undefined) return;
    const { call_type, businessID, room_id } = payload;
    if (businessID !== 'av_call' && businessID !== 'rtc_call' && room_id === undefined) return;
    if (call_type === 0 || call_type === 1 || call_type === 2) return;
    report(subject.payloadPath('call_type'), `call_type is ${shown(call_type)}`);
  },
};
