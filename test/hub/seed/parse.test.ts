import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSeed } from '../../../src/hub/seed/parse.js';
import { seedJsonSchema } from '../../../src/hub/seed/schema.js';
import { SigError } from '../../../src/im/sig-error.js';

/** The mistakes of a seed, as a person reads them. */
function mistakes(text: string): string[] {
  try {
    parseSeed(text, 'seed.yaml');
  } catch (thrown) {
    if (thrown instanceof SigError) return thrown.message.split('\n');
    throw thrown;
  }
  return [];
}

test('the documented seed is one', () => {
  const page = readFileSync(new URL('../../../docs/seed-files.md', import.meta.url), 'utf8');
  const [, example] = /```yaml\n(.*?)```/s.exec(page)!;
  const seed = parseSeed(example!);
  expect(seed.users).toHaveLength(4);
  expect(seed.messages).toHaveLength(8);
  expect(parseSeed(JSON.stringify(seed))).toEqual(seed);
});

test('an empty file is an empty seed', () => {
  expect(parseSeed('')).toEqual({ users: [], groups: [], friends: [], blocked: [], messages: [] });
});

test('JSON with tabs is YAML enough', () => {
  expect(parseSeed('{\n\t"users": [\n\t\t"alice"\n\t]\n}').users).toEqual(['alice']);
});

test('IDs of digits alone are texts', () => {
  const seed = parseSeed('users: [1001, {id: 1002}]\nmessages: [{from: 1001, to: 1002, text: hi}]');
  expect(seed.users).toEqual(['1001', { id: '1002', online: false, profile: {} }]);
  expect(seed.messages[0]).toMatchObject({ from: '1001', to: '1002' });
});

test('what is no YAML is refused where it breaks', () => {
  expect(mistakes('users: [alice')).toEqual([expect.stringMatching(/^seed\.yaml:1:14: /)]);
  expect(mistakes('users: [alice]\nusers: [bob]')).toEqual(['seed.yaml:2:1: Map keys must be unique']);
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`;
  expect(mistakes(bomb)).toEqual([expect.stringContaining('alias')]);
});

test('what is YAML and no seed is refused', () => {
  expect(mistakes('hello')).toEqual(['seed.yaml:1:1: expected object, received string']);
  expect(mistakes('- alice')).toEqual(['seed.yaml:1:1: expected object, received array']);
});

test('each mistake is told with its line and column, in the order of the file', () => {
  const text = `users:
  - alice
  - id: bob
    nicc: Bob
  - nick: Carol
  - two words
groups:
  - id: team
    type: Werk
messages:
  - from: alice
    to: bob
  - from: alice
    to: bob
    text: hi
    ago: 3 weeks
colour: red
`;
  expect(mistakes(text)).toEqual([
    'seed.yaml has 8 mistakes',
    'seed.yaml:4:5: users[1].nicc: there is no such field',
    'seed.yaml:5:5: users[2].id: is missing',
    'seed.yaml:6:5: users[3]: a user ID is 1 to 32 printable ASCII characters',
    'seed.yaml:8:5: groups[0].owner: is missing',
    'seed.yaml:9:11: groups[0].type: expected one of "Work"|"Public"|"Meeting"|"AVChatRoom"',
    'seed.yaml:11:5: messages[0]: a message needs one of `text`, `custom` and `signal`',
    'seed.yaml:16:10: messages[1].ago: a duration is like 30s, 10m, 2h or 3d',
    'seed.yaml:17:1: colour: there is no such field',
  ]);
});

test('after ten mistakes the rest are counted', () => {
  const lines = mistakes(`users: [${'{}, '.repeat(13)}]`);
  expect(lines).toHaveLength(12);
  expect(lines.at(-1)).toBe('and 3 more');
});

const PEOPLE = 'users: [alice, bob, carol]\ngroups: [{id: team, owner: alice, members: [bob]}]\n';
const message = (fields: string) => `${PEOPLE}messages: [{${fields}}]`;
const signals = (...lines: string[]) => `${PEOPLE}messages: [${lines.map((line) => `{${line}}`).join(', ')}]`;
const INVITE = 'from: alice, to: bob, signal: {action: invite, id: x}';

test.each([
  [message(`from: alice, to: bob, text: ${'x'.repeat(13_000)}`), 'messages[0]: is longer than 12 KB'],
  ['users: [alice, {id: alice}]', 'users[1].id: there is a user alice already'],
  ['users: [alice]\nfriends: [[alice, alice]]', 'friends[0]: nobody is their own friend'],
  ['users: [alice]\nfriends: [[alice, bop]]', 'friends[0][1]: bop is not among the users'],
  ['users: [alice]\nfriends: [{by: bop, user: alice}]', 'friends[0].by: bop is not among the users'],
  ['users: [alice]\nblocked: [{by: alice, user: bop}]', 'blocked[0].user: bop is not among the users'],
  ['groups: [{id: g, owner: bop}]', 'groups[0].owner: bop is not among the users'],
  [`${PEOPLE}  \nfriends: [[alice]]`, 'friends[0]: Too small'],
  ['users: [a]\ngroups: [{id: g, owner: a}, {id: g, owner: a}]', 'groups[1].id: there is a group g already'],
  [
    'users: [a]\ngroups: [{id: g, owner: a, members: [a]}]',
    'groups[0].members[0]: a is in the group already',
  ],
  ['users: [a]\ngroups: [{id: "@TGS#1", owner: a}]', 'groups[0].id: a group ID is'],
  [message('from: alice, to: bop, text: hi'), 'messages[0].to: bop is not among the users'],
  [message('from: alice, group: tim, text: hi'), 'messages[0].group: there is no group tim'],
  [message('from: carol, group: team, text: hi'), 'messages[0].from: carol is not in team'],
  [message('from: alice, text: hi'), 'messages[0]: a message needs `to` or `group`, not both'],
  [message('from: alice, to: bob, group: team, text: hi'), 'messages[0]: a message needs `to` or `group`'],
  [message('from: alice, to: bob, text: hi, custom: x'), 'messages[0]: a message needs one of'],
  [message('from: alice, to: bob, text: hi, ago: 1s, at: 5'), 'messages[0]: a message has `ago` or `at`'],
  [message('from: alice, to: bob, text: hi, at: 2026-13-01'), 'messages[0].at: a time is like'],
  [
    message('from: alice, to: bob, signal: {action: call, id: x}'),
    'messages[0].signal.action: expected one of',
  ],
  [signals(INVITE, INVITE), 'messages[1].signal: there is an invitation x already'],
  [
    signals('from: alice, to: bob, signal: {action: invite, id: x, invitees: [bob]}'),
    'messages[0].signal: in C2C the receiver is invited',
  ],
  [
    signals('from: alice, group: team, signal: {action: invite, id: x}'),
    'messages[0].signal: an invite in a group needs `invitees`',
  ],
  [
    signals('from: alice, group: team, signal: {action: invite, id: x, invitees: [carol]}'),
    'messages[0].signal.invitees[0]: carol is not in team',
  ],
  [
    signals('from: bob, to: alice, signal: {action: accept, id: x}'),
    'messages[0].signal: there is no invitation x before this accept',
  ],
  [
    signals(INVITE, 'from: bob, to: alice, signal: {action: cancel, id: x}'),
    'messages[1].signal: alice invited, and bob cannot cancel that',
  ],
  [
    signals(INVITE, 'from: alice, to: bob, signal: {action: accept, id: x}'),
    'messages[1].signal: alice is not invited by x',
  ],
  [
    signals(INVITE, 'from: bob, to: alice, signal: {action: accept, id: x, timeout: 3}'),
    'messages[1].signal: only an invite has `timeout` and `invitees`',
  ],
  [
    signals(INVITE, 'from: bob, group: team, signal: {action: accept, id: x}'),
    'messages[1].signal: invitation x is not of this conversation',
  ],
])('%.80s', (text, mistake) => {
  expect(mistakes(text)).toEqual([expect.stringMatching(/^seed\.yaml:\d+:\d+: /)]);
  expect(mistakes(text)[0]).toContain(mistake);
});

test('the JSON Schema names every field, for editors', () => {
  const schema = JSON.stringify(seedJsonSchema());
  for (const field of ['users', 'online', 'owner', 'invitees', 'cloudCustomData', 'ago', 'remark']) {
    expect(schema).toContain(`"${field}"`);
  }
});
