import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const businessIdNotOne: FindingRule = {
  code: 'business-id-not-one',
  level: 'warning',
  title: 'businessID is not 1',
  why: 'The SDKs of today do not look at it, but the older Web signaling package (tsignaling) takes only businessID 1, the number, for a signal: its users never ring.',
  hint: "Write businessID: 1. An app's own businessID belongs into data.",
  needs: TRAIT.irregular,
  check(subject, report) {
    if (!subject.signalLike || subject.fields === null || subject.partial) return;
    const { businessID } = subject.fields;
    if (businessID === 1) return;
    report(
      subject.dataPath('businessID'),
      businessID === undefined ? 'businessID is missing' : `businessID is ${shown(businessID)}`,
    );
  },
};
