import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const recalled: FindingRule = {
  code: 'recalled',
  level: 'info',
  title: 'a recalled message',
  why: 'The message was taken back. Every SDK still reads the signal in it, and devices that had it before go on ringing: a recall is no cancel.',
  hint: 'End an invitation by cancel, not by a recall.',
  needs: TRAIT.signal | TRAIT.handling,
  check(subject, report) {
    const { raw, form } = subject.found;
    if (raw.IsPlaceMsg !== 1 && raw.isRevoked !== true && raw.message_status !== 6) return;
    if (subject.info === null) return;
    report(subject.path, `this ${form.name} was recalled`);
  },
};
