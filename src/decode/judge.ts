import { explainAnswer } from './business/answer.js';
import type { BusinessSchemas } from './business/payload.js';
import type { Found, FoundElement } from './forms/form.js';
import { restAnswer } from './forms/rest-answer.js';
import { signal } from './forms/signal.js';
import { signalingInfo } from './forms/signaling-info.js';
import type { InspectedMessage } from './inspected-message.js';
import type { At, DecodedLine, Finding, ShownMessage } from './line.js';
import { rulesFor } from './rules/index.js';
import type { FindingRule, Report } from './rules/rule.js';

/** Puts together all that is to be said of a message. */
export function judge(subject: InspectedMessage, at: At, schemas: BusinessSchemas): DecodedLine {
  const { found, info, verdicts } = subject;
  const business =
    found.form === restAnswer ? explainAnswer(found.raw) : schemas.explain(subject.payload, info);
  const findings = findingsOf(subject, rulesFor(subject.traits));
  return {
    form: found.form.name,
    at,
    print: subject.print?.name ?? null,
    message: shown(found, info === null),
    info: info ?? subject.pushed,
    verdicts,
    business,
    findings,
  };
}

/** What a set of rules finds, in their order. */
export function findingsOf(subject: InspectedMessage, rules: readonly FindingRule[]): Finding[] {
  const findings: Finding[] = [];
  let rule = rules[0]!;
  const report: Report = (path, message, hint = rule.hint) => {
    findings.push({ code: rule.code, level: rule.level, path, message, hint });
  };
  for (let i = 0; i < rules.length; i++) {
    rule = rules[i]!;
    rule.check(subject, report);
  }
  return findings;
}

function shown(found: Found, withData: boolean): ShownMessage | null {
  if (found.form === signal || found.form === signalingInfo) return null;
  if (found.unjudged !== undefined && found.elements.length === 0) return null;
  const { from, to, group, time, id, seq, random, onlineOnly, elements, cloudCustomData } = found;
  const kinds: string[] = [];
  let custom: FoundElement | undefined;
  let text = '';
  for (const element of elements) {
    kinds.push(element.kind);
    if (element.custom) custom ??= element;
    if (text === '') text = element.text;
  }
  return {
    from,
    to,
    group,
    time,
    id,
    seq,
    random,
    onlineOnly,
    elements: kinds,
    text,
    data: withData && typeof custom?.data === 'string' ? custom.data : '',
    desc: custom?.desc ?? '',
    ext: custom?.ext ?? '',
    cloudCustomData,
  };
}
