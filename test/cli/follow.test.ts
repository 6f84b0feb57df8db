import { expect, test } from 'vitest';
import type { InvitationRow } from '../../src/gateway/control/protocol.js';
import { Bench } from './bench.js';
import { Screen, type ScreenOptions } from './screen.js';

const ENTER = '\r';
const CTRL_C = '\x03';
const ESC = '\x1b';

/** A command that follows its invitation at a terminal, and what somebody does there. */
async function following(
  line: string,
  options: ScreenOptions = {},
  prepare: string[] = [],
  keys = 'a accept',
) {
  const bench = await Bench.open();
  for (const command of prepare) await bench.ok(command);
  const screen = new Screen(options);
  const running = bench.start(line, screen.seat());
  const shows = (text: string) => screen.until(text, () => bench.clock.settle());
  await shows(keys);
  const press = async (keys: string, then: string) => {
    screen.type(keys);
    await shows(then);
  };
  return { bench, screen, running, shows, press };
}

const TEAM = ['user add alice bob carol', 'group create team --owner alice --members bob carol'];

test('the last line counts down, second by second', async () => {
  const { bench, screen } = await following('invite alice bob --timeout 30');
  expect(await screen.line()).toContain(
    'bob pending  30 s   a accept  r reject  c cancel  m modify  q leave',
  );
  await bench.clock.advance(1000);
  expect(await screen.line()).toContain('bob pending  29 s');
  await bench.clock.advance(9000);
  expect(await screen.line()).toContain('bob pending  20 s');
});

test.each([
  ['a', 'onInviteeAccepted', 'accepted after 0 s'],
  ['r', 'onInviteeRejected', 'rejected after 0 s'],
  ['c', 'onInvitationCancelled', 'cancelled after 0 s'],
])('the key %s acts on the spot, and following ends there', async (key, event, end) => {
  const { screen, running, press } = await following('invite alice bob');
  await press(key, end);
  expect((await running.ended()).code).toBe(0);
  expect(await screen.text()).toContain(event);
  expect(await screen.text()).toMatch(/sig show [0-9a-f]{8} {4}every message of it$/);
  expect(screen.raw).toBe(false);
});

test('nobody presses a key: it ends with the time-out', async () => {
  const { screen, running } = await following('invite alice bob --timeout 5');
  await running.ended();
  expect(await screen.text()).toContain('onInvitationTimeout');
  expect(await screen.text()).toContain('timed out after 5 s');
});

test.each(['q', CTRL_C])('leaving it (%j) prints the commands that go on', async (key) => {
  const { bench, screen, running, press } = await following('invite alice bob');
  await press(key, 'stays pending');
  expect((await running.ended()).code).toBe(0);
  const [{ inviteID }] = (await bench.rows<InvitationRow>('list')) as [InvitationRow];
  const id = inviteID.slice(0, 8);
  const end = (await screen.text()).split('\n').slice(-6);
  expect(end).toEqual([
    `${id} stays pending; go on with:`,
    `  sig accept bob ${id}`,
    `  sig reject bob ${id}`,
    `  sig cancel alice ${id}`,
    `  sig modify alice ${id} --data '{"new":"data"}'`,
    `  sig show ${id}`,
  ]);
  // They are no idle promise.
  await bench.ok(end[1]!.trim().slice('sig '.length));
});

test('the key m asks for new data, with the old to edit', async () => {
  const { bench, screen, press } = await following('invite alice bob --data one');
  await press('m', '? New data: one');
  await press(` two${ENTER}`, 'onInvitationModified');
  expect((await bench.rows<InvitationRow>('list'))[0]!.data).toBe('one two');
  await bench.clock.settle();
  expect(await screen.line()).toContain('q leave');
});

test('what happens while somebody types new data is shown after it, and does not break the line', async () => {
  const { bench, screen, press, shows } = await following('invite alice bob --data one');
  await press('m', '? New data: one');
  await bench.ok(`modify bob --data 'from bob'`);
  await press('!', 'one!');
  expect(await screen.text()).toMatch(
    /\? New data: one!\n[0-9a-f]{8} {2}bob pending {2}30 s {3}Esc goes back$/,
  );
  screen.type(CTRL_C);
  await shows('from bob');
  await shows('q leave');
});

test('Esc leaves the question for new data, and nothing is changed', async () => {
  const { bench, screen, press, shows } = await following('invite alice bob --data one');
  await press('m', '? New data: one');
  await press('!', 'one!');
  await press(ESC, 'q leave');
  expect(await screen.text()).not.toContain('New data');
  expect((await bench.rows<InvitationRow>('list'))[0]!.data).toBe('one');
  // The keys act again.
  await press('a', 'accepted after');
  await shows('every message of it');
  expect(screen.raw).toBe(false);
});

test('Esc leaves the question who answers', async () => {
  const { screen, press } = await following('invite-group alice team bob carol', {}, TEAM);
  await press('a', '? Who?');
  await press(ESC, 'q leave');
  expect(await screen.text()).not.toContain('Who?');
});

test('the countdown goes on below the question', async () => {
  const { bench, screen, press, shows } = await following('invite alice bob --timeout 30');
  await press('m', 'Esc goes back');
  await press('ab', '? New data: ab');
  await bench.clock.advance(12_000);
  await shows('bob pending  18 s   Esc goes back');
  await press('c', '? New data: abc');
  // The cursor stays where somebody types.
  expect(await screen.line()).toBe('? New data: abc');
});

test('empty data is sent as such, and refused by the SDK', async () => {
  const { bench, press } = await following('invite alice bob --data one');
  await press('m', '? New data: one');
  await press(`\x7f\x7f\x7f${ENTER}`, 'data is empty');
  expect((await bench.rows<InvitationRow>('list'))[0]!.data).toBe('one');
});

test('an invitation that ends while new data is typed takes the question away', async () => {
  const { bench, screen, running, press } = await following('invite alice bob --data one');
  await press('m', '? New data: one');
  await bench.ok('accept bob');
  await running.ended();
  expect(await screen.text()).toContain('accepted after 0 s');
  expect(screen.raw).toBe(false);
});

test('with several who may answer, a and r ask who does', async () => {
  const { bench, screen, running, press } = await following('invite-group alice team bob carol', {}, TEAM);
  expect(await screen.line()).toContain('bob, carol pending');
  await press('r', '? Who?');
  await press(`\x1b[B${ENTER}`, 'onInviteeRejected');
  await press('a', 'partly accepted');
  await running.ended();
  expect((await bench.rows<InvitationRow>('list'))[0]!.invitees).toEqual({
    bob: 'accepted',
    carol: 'rejected',
  });
});

test('an invitation for online users only cannot be modified, and offers no key for it', async () => {
  const { bench, screen } = await following('invite alice bob --online-only');
  expect(await screen.line()).not.toContain('m modify');
  screen.type('m');
  await bench.clock.settle();
  expect(await screen.text()).not.toContain('New data');
});

test('what the SDK refuses is said, and following goes on', async () => {
  const { bench, screen, press } = await following('invite alice bob');
  await bench.ok('user logout bob');
  await bench.ok('user remove bob');
  await press('a', 'there is no user bob');
  expect(await screen.line()).toContain('q leave');
});

test('with --wait the exit code tells the outcome here too, and 1 that it was left', async () => {
  const rejected = await following('invite alice bob --wait');
  await rejected.press('r', 'rejected after');
  expect((await rejected.running.ended()).code).toBe(3);
  const left = await following('invite alice bob --wait');
  await left.press('q', 'stays pending');
  expect((await left.running.ended()).code).toBe(1);
});

test('without colours nothing is written but text, line ends, and what redraws the last line', async () => {
  const { screen, running, press } = await following('invite alice bob', { level: 0 });
  await press('a', 'accepted after');
  await running.ended();
  expect(screen.written).not.toMatch(/\x1b(?!\[2K)/);
});

test('with colours the same text is there', async () => {
  const { screen, running, press } = await following('invite alice bob', { level: 1 });
  await press('a', 'accepted after');
  await running.ended();
  expect(screen.written).toContain('\x1b[36m');
  expect(await screen.text()).toMatch(/alice → bob {3}INVITE {2}kept in history {21}[0-9a-f]{8}/);
});

test('no line is broken by a narrow terminal', async () => {
  const { screen } = await following('invite alice bob', { columns: 60 }, [], 'a r c m q');
  expect(await screen.line()).toMatch(/^[0-9a-f]{8} {2}bob pending {2}30 s {3}a r c m q$/);
  const narrow = await following('invite alice bob', { columns: 20 }, [], '…');
  expect(await narrow.screen.line()).toMatch(/^[0-9a-f]{8} {2}bob pend…$/);
});

test.each(['--no-follow', '--json'])('with %s it prints and ends, at a terminal too', async (option) => {
  const bench = await Bench.open();
  const screen = new Screen();
  await bench.sig(`invite alice bob ${option}`, screen.seat());
  expect(await screen.text()).not.toContain('q leave');
  expect(screen.raw).toBe(false);
});
