import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const signalInWrongField: FindingRule = {
  code: 'signal-in-wrong-field',
  level: 'error',
  title: 'a signal in desc, ext or cloudCustomData',
  why: "SDKs look into the custom element's data only.",
  hint: 'Move it into Data (custom_elem_data, payload.data).',
  needs: TRAIT.irregular,
  check(subject, report) {
    const { element, found } = subject;
    if (subject.info !== null) return;
    const { places } = found.form;
    if (element && isSignal(element.desc)) {
      report(subject.place(places.element(subject.index) + places.desc), 'the signal is in the description');
    }
    if (element && isSignal(element.ext)) {
      report(subject.place(places.element(subject.index) + places.ext), 'the signal is in the extension');
    }
    if (isSignal(found.cloudCustomData)) {
      report(subject.place(places.cloudCustomData), 'the signal is in the cloud custom data');
    }
  },
};

function isSignal(text: string): boolean {
  return text !== '' && text.includes('inviteID') && text.includes('actionType');
}
