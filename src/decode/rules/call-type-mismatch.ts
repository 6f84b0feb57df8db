import { isFields } from '../fields.js';
import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

const TYPES: Readonly<Record<string, number>> = { audioCall: 1, videoCall: 2 };

export const callTypeMismatch: FindingRule = {
  code: 'call-type-mismatch',
  level: 'warning',
  title: 'call_type and cmd name different kinds of call',
  why: 'Some versions of the call kits go by call_type (1 audio, 2 video), others by data.cmd (audioCall, videoCall): one side shows a voice call, the other opens the camera.',
  hint: 'Write both for the same kind: 1 with audioCall, 2 with videoCall.',
  needs: TRAIT.payload,
  check(subject, report) {
    const { payload } = subject;
    if (!isFields(payload) || !isFields(payload.data)) return;
    const { call_type } = payload;
    const { cmd } = payload.data;
    const meant = typeof cmd === 'string' && Object.hasOwn(TYPES, cmd) ? TYPES[cmd] : undefined;
    if (meant === undefined || call_type === undefined || call_type === meant || !KNOWN.has(call_type))
      return;
    report(subject.payloadPath('call_type'), `call_type is ${shown(call_type)}, but cmd is ${shown(cmd)}`);
  },
};

const KNOWN = new Set<unknown>([1, 2]);
