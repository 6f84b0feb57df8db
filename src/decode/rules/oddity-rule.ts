import type { OddityKind } from '../salvage.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

/** A rule about the data as JSON text: each place of one kind is a finding. Only for what wants to be a signal. */
export function oddityRule(
  kind: OddityKind,
  rule: Omit<FindingRule, 'check' | 'needs' | 'quotes'>,
  message: (text: string) => string,
): FindingRule {
  return {
    ...rule,
    quotes: true,
    needs: TRAIT.irregular,
    check(subject, report) {
      const { oddities } = subject;
      if (oddities.length === 0 || !subject.signalLike) return;
      for (const oddity of oddities) {
        if (oddity.kind === kind)
          report(subject.oddityPath(oddity), `${message(oddity.text)} (character ${oddity.at})`);
      }
    },
  };
}
