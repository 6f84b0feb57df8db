import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/text/width.js';
import { type Sequence, timeLabel } from '../../src/trace/sequence.js';
import { sequenceMermaid } from '../../src/trace/sequence-mermaid.js';
import { sequenceSVG } from '../../src/trace/sequence-svg.js';
import { sequenceText } from '../../src/trace/sequence-text.js';

const call: Sequence = {
  title: 'bob accepts',
  participants: [{ id: 'alice' }, { id: 'hub', label: 'the hub' }, { id: 'bob' }],
  steps: [
    {
      kind: 'message',
      at: 0,
      from: 'alice',
      to: 'hub',
      label: 'invite',
      tone: 'invite',
      detail: '{"call":1}',
    },
    { kind: 'message', at: 20, from: 'hub', to: 'bob', label: 'invite', tone: 'invite', lost: true },
    { kind: 'note', at: 1500, over: ['bob'], label: 'rings' },
    { kind: 'message', at: 3210, from: 'bob', to: 'alice', label: 'accept', tone: 'accept' },
    { kind: 'message', at: 65_000, from: 'bob', to: 'bob', label: 'hangs up' },
  ],
};

describe('a sequence as text', () => {
  it('has names on top, time on the left, and an arrow per message', () => {
    expect(sequenceText(call)).toBe(
      [
        'bob accepts',
        '',
        '         alice      the hub       bob',
        '           │           │           │',
        '0 ms       │─ invite ─▶│           │',
        '20 ms      │           │─ invite ─✗│',
        '1.5 s      │           │           │ * rings',
        '3.21 s     │◀────── accept ────────│',
        '1:05       │           │           │ ↺ hangs up',
        '           │           │           │',
        '',
      ].join('\n'),
    );
  });

  it('does without characters beyond ASCII when asked to', () => {
    expect(sequenceText(call, { ascii: true })).toMatch(/^[\x00-\x7f]*$/);
    expect(sequenceText(call, { ascii: true })).toContain('|- invite ->|');
  });

  it('puts a label that does not fit on the arrow above it', () => {
    const long = 'a label that is far too long for the little room between two lines';
    const text = sequenceText({
      participants: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })),
      steps: [{ kind: 'message', from: 'a', to: 'b', label: long }],
    });
    expect(text.replace(/[│\s]+/g, ' ')).toContain(long);
  });

  it('stays within its width, whatever it is given', () => {
    const step = fc.record({
      kind: fc.constant('message' as const),
      from: fc.constantFrom('a', 'b', 'c'),
      to: fc.constantFrom('a', 'b', 'c'),
      label: fc.string({ unit: 'grapheme', maxLength: 120 }),
      at: fc.integer({ min: 0, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 60, max: 120 }), (steps, width) => {
        const text = sequenceText(
          { participants: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], steps },
          { width },
        );
        for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a sequence as Mermaid', () => {
  it('names participants by alias, so that any user ID will do', () => {
    expect(sequenceMermaid(call).split('\n').slice(3, 11)).toEqual([
      'sequenceDiagram',
      '  participant p0 as alice',
      '  participant p1 as the hub',
      '  participant p2 as bob',
      '  p0->>p1: 0 ms invite',
      '  p1-xp2: 20 ms invite',
      '  Note over p2: 1.5 s rings',
      '  p2->>p0: 3.21 s accept',
    ]);
  });

  it('keeps a label on its line', () => {
    const text = sequenceMermaid({
      participants: [{ id: 'x;y' }, { id: 'end' }],
      steps: [{ kind: 'message', from: 'x;y', to: 'end', label: 'a;b\n#c <i>' }],
    });
    expect(text).toContain('p0->>p1: a#59;b #35;c #60;i#62;');
    expect(text).toContain('participant p0 as x#59;y');
  });
});

describe('a sequence as SVG', () => {
  it('shows every step, and its detail as a tooltip', () => {
    const svg = sequenceSVG(call);
    for (const word of ['alice', 'the hub', 'bob', 'invite', 'accept', 'rings', '1:05'])
      expect(svg).toContain(word);
    expect(svg).toContain('<title>{&quot;call&quot;:1}</title>');
    expect(svg.match(/class="cross"/g)).toHaveLength(1);
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  it('holds no markup but its own, whatever the labels say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (label) => {
        const svg = sequenceSVG({
          title: label,
          participants: [{ id: 'a', label }, { id: 'b' }],
          steps: [{ kind: 'message', from: 'a', to: 'b', label, detail: label }],
        });
        const tags = new Set([...svg.matchAll(/<\/?([a-z!?][^\s/>]*)/gi)].map((match) => match[1]));
        for (const tag of tags)
          expect(['svg', 'style', 'text', 'line', 'g', 'rect', 'path', 'title']).toContain(tag);
      }),
    );
  });
});

it('a note on the first participant leaves the times on the left to be read', () => {
  const label = 'goes offline because the connection was closed by the other side';
  const svg = sequenceSVG({
    participants: [{ id: 'alice' }],
    steps: [{ kind: 'note', at: 0, over: ['alice'], label }],
  });
  expect(Number(/<g class="note"><rect x="([\d.-]+)"/.exec(svg)![1])).toBeGreaterThan(74);
});

describe('a time', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1 s'],
    [59_990, '59.99 s'],
    [185_000, '3:05'],
    [7_384_000, '2:03:04'],
    [-1500, '-1.5 s'],
  ])('%i ms is %s', (ms, label) => {
    expect(timeLabel(ms)).toBe(label);
  });
});
