import { describe, expect, it } from 'vitest';
import { InspectedMessage } from '../../src/decode/inspected-message.js';
import { JSONWalker } from '../../src/decode/json-walker.js';
import { findingsOf } from '../../src/decode/judge.js';
import { FINDINGS, rulesFor } from '../../src/decode/rules/index.js';
import { decoded, sendmsg, signalText } from './decoded.js';
import { capi, FINDING_SAMPLES, group, withText } from './finding-samples.js';

function codes(text: string): string[] {
  return decoded(text).flatMap((line) => line.findings.map((finding) => finding.code));
}

describe('every finding', () => {
  it('has its two payloads here', () => {
    expect(Object.keys(FINDING_SAMPLES).sort()).toEqual(FINDINGS.map((rule) => rule.code).sort());
  });

  it.each(Object.entries(FINDING_SAMPLES))('%s: one payload has it', (code, [has]) => {
    expect(codes(has)).toContain(code);
  });

  it.each(Object.entries(FINDING_SAMPLES))('%s: one payload has it not', (code, [, hasNot]) => {
    expect(codes(hasNot)).not.toContain(code);
    expect(decoded(hasNot)).toHaveLength(1);
  });

  it.each(FINDINGS.map((rule) => [rule.code, rule] as const))(
    '%s says why it matters and how to mend it',
    (_, rule) => {
      expect(rule.title).not.toMatch(/[A-Z].*\.$/);
      expect(rule.why).toMatch(/\.$/);
      expect(rule.hint).toMatch(/\.$/);
    },
  );
});

describe('where a finding is', () => {
  it('is told to the field', () => {
    const [line] = decoded(sendmsg({}, signalText({ timeout: '30' })));
    expect(line!.findings).toMatchObject([
      { code: 'timeout-not-integer', level: 'error', path: '$.MsgBody[0].MsgContent.Data|$.timeout' },
    ]);
  });

  it('is told in a signal that stands alone too', () => {
    const [line] = decoded(withText('["bob"]', '["bob",]'));
    expect(line!.findings.map((finding) => finding.path)).toEqual(['$.inviteeList']);
  });
});

describe('a payload with all in order', () => {
  it.each([
    ['a sendmsg request', sendmsg()],
    ['a signal', signalText()],
    ['a group message', group()],
    [
      'a message of the C API',
      capi({ message_conv_type: 1, message_conv_id: 'bob', message_sender: 'alice' }),
    ],
  ])('%s has no finding', (_, text) => {
    expect(codes(text)).toEqual([]);
  });
});

describe('rules that a message with its traits cannot break', () => {
  it('are left out for speed without losing a finding', () => {
    let left = 0;
    for (const subject of Object.values(FINDING_SAMPLES).flat().flatMap(subjects)) {
      const rules = rulesFor(subject.traits);
      left += FINDINGS.length - rules.length;
      expect(findingsOf(subject, FINDINGS)).toEqual(findingsOf(subject, rules));
    }
    expect(left).toBeGreaterThan(2000);
  });
});

function subjects(text: string): InspectedMessage[] {
  const found: InspectedMessage[] = [];
  const walk = new JSONWalker({
    message: (hit) => found.push(new InspectedMessage(hit)),
    isPayload: () => false,
    embedded: () => {},
  });
  walk.text(text);
  return found;
}
