import { describe, expect, test } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import { runScenario } from '../../src/scenario/run.js';

function mistakes(text: string): string[] {
  return loadScenarios('x.sig.yaml', text).errors.map((error) => error.render());
}

const HEAD = `scenario: x
users: [alice, { bob: { devices: [phone, pad] } }]
groups: { team: [alice, bob] }
steps:
  - alice invites bob
`;

/** The mistake in one more step. */
function mistake(step: string): string {
  const [first, ...others] = mistakes(`${HEAD}  - ${step}\n`);
  expect(others).toEqual([]);
  return first ?? '';
}

test('a mistake is shown at its line and column, underlined, with what was meant', () => {
  expect(mistake('alice invite bob')).toBe(
    [
      'x.sig.yaml:6:11: "alice invite bob" is no step',
      '  6 |   - alice invite bob',
      '    |           ^^^^^^',
      '    = did you mean "alice invites bob"?',
    ].join('\n'),
  );
});

test.each([
  ['a user that there is not', 'alice invites bbo', ':6:19: "bbo" is no user', 'did you mean "bob"?'],
  ['a device that there is not', "bob's ipad accepts call", ':6:11: "ipad" is no device of bob', '"pad"'],
  [
    'an invitation that there is not',
    'bob accepts cal',
    ':6:17: "cal" is the name of no invitation',
    '"call"',
  ],
  ['a group that there is not', 'alice invites bob in tema', ':6:26: "tema" is no group', '"team"'],
  [
    'an event that there is not',
    'bob hears onInviteeAcepted',
    'is no event of the SDK',
    '"onInviteeAccepted"',
  ],
  ['a state that there is not', 'bob believes call is accpted', 'is no state of an invitation', '"accepted"'],
  [
    'an option that there is not',
    'alice invites bob: { timout: 3 }',
    ':6:26: unknown option "timout"',
    '"timeout"',
  ],
  ['a time without its unit', 'after: 10', ':6:12: write a time with its unit', '^^'],
  ['a chance above one', 'the network has: { loss: 120% }', 'at most 100%', '^^^^'],
  [
    'a regular expression that is none',
    'bob receives call: { data: /(/ }',
    'regular expression is invalid',
    '^^^',
  ],
  ['a JSON path that is none', 'bob receives call: { data: { "$.a[": 1 } }', 'JSON path is invalid', '^'],
  [
    'an unknown word for matching',
    'bob receives call: { data: { $oneof: [1] } }',
    'unknown word $oneof',
    '$oneOf',
  ],
  ['a placeholder without value', 'after: <time>', '<time> has no value', 'write \\<time>'],
  [
    'something kept of a call that nobody waits for',
    'alice messages bob without waiting: { text: hi, keep: { sent: $ } }',
    'nothing can be kept of a call that nobody waits for',
    'leave one of the two out',
  ],
  ['a call that is denied', 'alice never cancels call', 'only what is expected can be denied', '^'],
  [
    'two keys in one step',
    'alice invites bob:\n    timeout: 30',
    ':7:5: "timeout" stands beside the step',
    'indent it',
  ],
  [
    'a step that is nothing like one',
    'the moon is full',
    '"the moon is full" is no step',
    'docs/scenarios.md',
  ],
])('%s', (_name, step, message, help) => {
  const shown = mistake(step);
  expect(shown).toContain(message);
  expect(shown).toContain(help);
});

test.each([
  ['no YAML', 'scenario: [x', 'this is no YAML'],
  ['a tab', 'scenario: x\nsteps:\n\t- a', 'indent with spaces'],
  ['a key twice', 'scenario: x\nscenario: y', 'each key once'],
  ['no users', 'scenario: x\nsteps: []', 'users is missing'],
  ['a mistyped key', 'scenario: x\nuser: [alice]\nsteps: []', 'did you mean "users"?'],
  [
    'a member who is no user',
    'scenario: x\nusers: [alice]\ngroups: { team: [bob] }\nsteps: []',
    'bob is no user',
  ],
  ['no steps', 'scenario: x\nusers: [alice]', 'a scenario needs steps'],
  ['an empty file', '', 'the file holds no scenario'],
  ['an anchor that there is not', 'scenario: *x', 'x'],
])('a file with %s', (_name, text, message) => {
  expect(mistakes(text).join('\n')).toContain(message);
});

test('every mistake of a file is told, not only the first', () => {
  expect(mistakes(`${HEAD}  - alice invite bob\n  - after: 5\n  - bob acepts call\n`)).toHaveLength(3);
});

describe('what a file may say', () => {
  function load(text: string) {
    const { scenarios, errors } = loadScenarios('x.sig.yaml', text);
    expect(errors.map((error) => error.render())).toEqual([]);
    return scenarios;
  }

  test('several scenarios, each a YAML document', () => {
    expect(load(`${HEAD}---\n${HEAD}`).map((scenario) => scenario.line)).toEqual([1, 7]);
  });

  test('examples make a scenario each, columns standing for their values with their types', () => {
    const [first, second] = load(`scenario: <who> waits <s> s
users: [alice, bob, carol]
examples: [{ who: bob, s: 5 }, { who: carol, s: 9 }]
steps:
  - alice invites <who>: { timeout: <s>, data: { text: after <s> s } }
`);
    expect([first!.name, second!.name]).toEqual(['bob waits 5 s', 'carol waits 9 s']);
    expect(second!.steps[0]).toMatchObject({
      options: { timeout: 9, data: { text: 'after 9 s' } },
      words: { whom: 'carol' },
    });
  });

  test('loops over words and over rows', () => {
    const [scenario] = load(`scenario: x
users: [alice, bob, carol]
steps:
  - for each who in bob, carol:
      - alice invites <who>
  - for each:
      of: [{ who: bob, how: accepts }]
      do:
        - <who> <how> call
`);
    expect(scenario!.steps.map((step) => step.text)).toEqual([
      'alice invites bob',
      'alice invites carol',
      'bob accepts call',
    ]);
  });

  test('lists of users, devices, and time-outs as times', () => {
    const [scenario] = load(
      `${HEAD}  - alice invites bob and bob in team: { timeout: 24h }\n  - bob's pad logs out\n`,
    );
    expect(scenario!.steps[1]).toMatchObject({
      words: { whom: ['bob', 'bob'], group: 'team' },
      options: { timeout: 86_400 },
    });
    expect(scenario!.steps[2]).toMatchObject({ words: { who: { user: 'bob', device: 'pad' } } });
  });

  test('an expectation denied in both ways', () => {
    const [scenario] = load(
      `${HEAD}  - bob never receives call\n  - bob does not receive call: { within: 2s }\n`,
    );
    expect(scenario!.steps.slice(1).map((step) => step.kind === 'expectation' && step.mode)).toEqual([
      'never',
      'not',
    ]);
  });
});

test('an invitation that needed no name, and a group without options, are known by theirs', async () => {
  const { scenarios, errors } = loadScenarios(
    'x.sig.yaml',
    `scenario: x
users: [alice, bob]
steps:
  - alice invites bob
  - bob calls accept: [<call>, fine]
  - alice sees bob accept call: { data: fine }
  - alice calls invite: { args: [bob, hi, false, null, 30], as: second }
  - bob receives second: { data: hi }
  - alice calls getJoinedGroupList: { returns: [] }
  - alice creates group den
  - alice adds bob to den
  - alice messages group den: hello
  - bob gets a message from alice: { text: hello, group: den }
`,
  );
  expect(errors.map((error) => error.render())).toEqual([]);
  expect((await runScenario(scenarios[0]!)).failures).toEqual([]);
});
