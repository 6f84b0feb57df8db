import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const pushWithoutDesc: FindingRule = {
  code: 'push-without-desc',
  level: 'warning',
  title: 'an invitation that no phone is woken for',
  why: 'The vendor pushes an invitation to an offline user only if the push has a desc (or the custom element has one): without it the phone stays silent until the app is opened.',
  hint: 'Set OfflinePushInfo.Desc (offlinePushInfo.desc) to what the phone should show.',
  needs: TRAIT.invite | TRAIT.sends,
  check(subject, report) {
    const { found, element } = subject;
    if (element?.desc || found.push?.desc || found.push?.disabled) return;
    if (!found.form.sends || found.onlineOnly || !subject.rings) return;
    report(
      subject.place(found.form.places.push),
      'neither the push nor the element has a desc: nothing is pushed',
    );
  },
};
