import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { InvitationRow } from '../../src/gateway/control/protocol.js';
import { Bench } from './bench.js';
import { Screen } from './screen.js';

const ENTER = '\r';
const TAB = '\t';
const UP = '\x1b[A';
const LEFT = '\x1b[D';
const CTRL_C = '\x03';
const CTRL_D = '\x04';

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'sig-repl-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return home;
}

/** A REPL at a terminal, and somebody who types there. */
async function sitDown({
  prepare = [] as string[],
  home = newHome(),
  bench = undefined as Bench | undefined,
} = {}) {
  const hub = bench ?? (await Bench.open());
  for (const command of prepare) await hub.ok(command);
  const screen = new Screen();
  const running = hub.start('repl', { ...screen.seat(), env: { SIG_HOME: home } });
  const shows = (text: string | RegExp) => screen.until(text, () => hub.clock.settle());
  await shows('sig>');
  return {
    ...{ bench: hub, screen, running, shows, home },
    /** Types, and waits until something shows. */
    async type(keys: string, then: string | RegExp) {
      screen.type(keys);
      await shows(then);
    },
    async leave() {
      screen.type(`${CTRL_C}${CTRL_D}`);
      return running.ended();
    },
  };
}

const CALL = ['user add alice bob', 'user login alice bob'];

test('commands go without the word sig, or with it', async () => {
  const { type } = await sitDown({ prepare: CALL });
  await type(`invite alice bob --data hi${ENTER}`, 'invite succeeded');
  await type(`sig list${ENTER}`, /bob +pending/);
});

test('.exit, Ctrl-D and quit leave, and the terminal is as it was', async () => {
  for (const word of [`.exit${ENTER}`, CTRL_D, `quit${ENTER}`]) {
    const { screen, running } = await sitDown();
    expect(screen.raw).toBe(true);
    screen.type(word);
    expect((await running.ended()).code).toBe(0);
    expect(screen.raw).toBe(false);
  }
});

test('.help lists every command and what only the REPL has', async () => {
  const { type } = await sitDown();
  await type(`.help${ENTER}`, /invite-group[\s\S]*as USER[\s\S]*\.exit/);
});

test('help COMMAND tells more of one', async () => {
  const { type } = await sitDown();
  await type(`help accept${ENTER}`, 'sig accept bob 3f9a');
});

test('an event prints above the line being typed, and the line stays, cursor and all', async () => {
  const { bench, screen, type, shows } = await sitDown({ prepare: CALL });
  await type(`modify alice --dXta new${LEFT}${LEFT}${LEFT}${LEFT}${LEFT}${LEFT}`, '--dXta new');
  await bench.ok('invite alice bob');
  await shows('onReceiveNewInvitation');
  expect(await screen.line()).toBe('sig> modify alice --dXta new');
  const above = (await screen.text()).split('\n').slice(0, -1);
  expect(above.filter((line) => line.includes('dXta'))).toEqual([]);
  // Typing goes on where it was: a Backspace takes the X away.
  await type('\x7fa', '--data new');
  expect(await screen.line()).toBe('sig> modify alice --data new');
});

test('a line longer than the terminal is wide stays whole under events', async () => {
  const { bench, screen, type, shows } = await sitDown({ prepare: CALL });
  const long = `send alice bob ${'words '.repeat(20)}end`;
  await type(long, 'end');
  await bench.ok('invite alice bob');
  await shows('invite succeeded');
  const lines = (await screen.text()).split('\n').slice(-2);
  expect(lines.join('')).toBe(`sig> ${long}`);
});

test('what others do shows as it comes', async () => {
  const { bench, shows } = await sitDown({ prepare: CALL });
  await bench.ok('invite bob alice');
  await shows(/alice +onReceiveNewInvitation/);
});

test('a command shows what it caused once, not twice', async () => {
  const { screen, type } = await sitDown({ prepare: CALL });
  await type(`invite alice bob${ENTER}`, 'invite succeeded');
  expect((await screen.text()).match(/onReceiveNewInvitation/g)).toHaveLength(1);
});

test('as alice: who acts when nobody is named', async () => {
  const { bench, screen, type } = await sitDown({ prepare: CALL });
  await type(`as alice${ENTER}`, 'alice>');
  await type(`invite bob --data one${ENTER}`, 'invite succeeded');
  await type(`as bob${ENTER}`, 'bob>');
  await type(`reject${ENTER}`, 'reject succeeded');
  expect((await bench.rows<InvitationRow>('list'))[0]).toMatchObject({ inviter: 'alice', state: 'rejected' });
  await type(`as${ENTER}`, /sig>$/);
  expect(await screen.line()).toBe('sig> ');
});

test('as somebody the hub does not know says so', async () => {
  const { type } = await sitDown({ prepare: CALL });
  await type(`as alise${ENTER}`, 'alise is new here (did you mean alice?)');
});

const KNOWN = [...CALL, 'user add albert', 'group create team --owner alice --members bob'];

test.each([
  ['invi', 'invite'],
  ['accept bo', 'accept bob '],
  ['invite alic', 'invite alice '],
  ['invite-group alice te', 'invite-group alice team '],
  ['as bo', 'as bob '],
  ['.he', '.help '],
  ['cle', 'clear '],
  ['.cl', '.clear '],
  ['help', 'help '],
  ['help invite-g', 'help invite-group '],
  ['user log', 'user log'],
  ['group remove team bo', 'group remove team bob '],
  ['list --state pen', 'list --state pending '],
  ['list --us', 'list --user '],
  ['sig accept bo', 'sig accept bob '],
])('Tab completes %s', async (typed, completed) => {
  const { screen, type } = await sitDown({ prepare: KNOWN });
  await type(`${typed}${TAB}`, `sig> ${completed.trimEnd()}`);
  expect((await screen.line()).trimEnd()).toBe(`sig> ${completed}`.trimEnd());
});

test('Tab, and Tab again, lists what may follow', async () => {
  const { type } = await sitDown({ prepare: KNOWN });
  await type(`accept al${TAB}${TAB}`, /alice +albert/);
});

test('Tab completes an ID, after the user or for who acts', async () => {
  const { bench, type } = await sitDown({ prepare: CALL });
  const { inviteID } = await bench.json<{ inviteID: string }>('invite alice bob');
  await type(`accept bob ${inviteID.slice(0, 3)}${TAB}${CTRL_C}`, `accept bob ${inviteID} `);
  await type(`as bob${ENTER}`, 'bob>');
  await type(`reject ${inviteID.slice(0, 3)}${TAB}`, `bob> reject ${inviteID}`);
});

test('keys typed faster than Tab can complete come after what it completed', async () => {
  const { screen, type } = await sitDown({ prepare: CALL });
  await type(`invite al${TAB}bo${TAB}--data x`, '--data x');
  expect(await screen.line()).toBe('sig> invite alice bob --data x');
});

test('a script that is pasted runs line by line', async () => {
  const { bench, type } = await sitDown({ prepare: CALL });
  await type(`as alice${ENTER}invite bob --data one${ENTER}cancel${ENTER}`, 'cancel succeeded');
  expect((await bench.rows<InvitationRow>('list'))[0]).toMatchObject({ data: 'one', state: 'cancelled' });
});

const SIGNAL = {
  ...{ inviteID: 'x1', inviter: 'alice', inviteeList: ['bob'], data: 'hi', actionType: 1, timeout: 30 },
};

test('JSON that is pasted is decoded, on one line', async () => {
  const { type } = await sitDown();
  await type(`${JSON.stringify(SIGNAL)}${ENTER}`, 'INVITE  alice → bob  rings 30 s');
});

test.each([
  ['a line of a log', `2026-11-24 10:00:00 I/im (42): got ${JSON.stringify(SIGNAL)} from bob`],
  ['base64', Buffer.from(JSON.stringify(SIGNAL)).toString('base64')],
  ['URL-encoded', encodeURIComponent(JSON.stringify(SIGNAL))],
  ['escaped', JSON.stringify(JSON.stringify(SIGNAL))],
])('so is %s', async (_, payload) => {
  const { type } = await sitDown();
  await type(`${payload}${ENTER}`, 'INVITE  alice → bob  rings 30 s');
});

test('a command stays one, whatever its data looks like', async () => {
  const { type } = await sitDown({ prepare: CALL });
  await type(`invite alice bob --data '${JSON.stringify(SIGNAL)}'${ENTER}`, 'invite succeeded');
});

test('and over several lines, each of them with the prompt of what is not whole yet', async () => {
  const { screen, type } = await sitDown();
  const lines = JSON.stringify(SIGNAL, null, 2).split('\n');
  await type(lines.join(ENTER) + ENTER, /INVITE {2}alice → bob[\s\S]*\nsig>$/);
  expect(await screen.text()).toContain('...   "inviter": "alice"');
  expect(await screen.line()).toBe('sig> ');
});

test('Ctrl-C drops the line, and JSON that is not whole', async () => {
  const { screen, type } = await sitDown();
  await type(`invite nobody${CTRL_C}`, /\^C\nsig>/);
  await type(`{"a":${ENTER}`, '...');
  await type(CTRL_C, /\nsig>[^\n]*$/);
  await type(`list${ENTER}`, 'no invitations');
  expect(await screen.line()).toBe('sig> ');
});

test('Ctrl-C on an empty line says how to leave', async () => {
  const { type } = await sitDown();
  await type(CTRL_C, '.exit or Ctrl-D leaves');
});

test('Ctrl-C ends a command that waits', async () => {
  const { screen, type } = await sitDown({ prepare: CALL });
  await type(`invite alice bob --wait${ENTER}`, 'invite succeeded');
  await type(CTRL_C, /alice → bob {2}pending\nsig>/);
  expect(await screen.line()).toBe('sig> ');
});

test('an ambiguous ID is asked for, and the prompt goes on as before', async () => {
  const { bench, screen, type } = await sitDown({ prepare: CALL });
  await bench.ok('invite alice bob --data one');
  await bench.ok('invite alice bob --data two');
  await type(`accept bob${ENTER}`, '? Which invitation to accept?');
  // The newest comes first; the arrow goes to the older one.
  await type(`\x1b[B${ENTER}`, 'accept succeeded');
  const rows = await bench.rows<InvitationRow>('list');
  expect(rows.map(({ data, state }) => `${data} ${state}`)).toEqual(['one accepted', 'two pending']);
  await type('li', /sig> li$/);
  expect(await screen.line()).toBe('sig> li');
});

test('the line above comes back with the arrow, and in the next run too', async () => {
  const first = await sitDown({ prepare: CALL });
  await first.type(`list --user bob${ENTER}`, 'no invitations');
  await first.type(UP, /sig> list --user bob$/);
  await first.leave();

  const { bench, home } = first;
  const second = await sitDown({ bench, home });
  await second.type(UP, /sig> list --user bob$/);
  expect(statSync(join(home, 'repl-history')).mode & 0o777).toBe(0o600);
});

test('a history that has grown long is cut when a REPL starts', async () => {
  const home = newHome();
  appendFileSync(
    join(home, 'repl-history'),
    Array.from({ length: 2500 }, (_, at) => `list ${at}\n`).join(''),
  );
  const { type } = await sitDown({ home });
  await type(UP, /sig> list 2499$/);
  expect(readFileSync(join(home, 'repl-history'), 'utf8').split('\n')).toHaveLength(1001);
});

test('a REPL does not start within a REPL', async () => {
  const { type } = await sitDown();
  await type(`repl${ENTER}`, 'this is the REPL already');
});

test('mistakes are told as anywhere, and it goes on', async () => {
  const { screen, type } = await sitDown({ prepare: CALL });
  await type(`accpet bob${ENTER}`, 'did you mean: sig accept');
  await type(`.hlep${ENTER}`, 'there is no .hlep');
  await type(`accept bob${ENTER}`, 'bob has no pending invitation to accept');
  expect(await screen.line()).toBe('sig> ');
});

test('nothing is left behind where no history was typed', async () => {
  const { home, leave } = await sitDown();
  await leave();
  expect(existsSync(join(home, 'repl-history'))).toBe(false);
});

test('clear empties the screen', async () => {
  for (const word of ['clear', '.clear']) {
    const { screen, type } = await sitDown({ prepare: CALL });
    await type(`user list${ENTER}`, 'DEVICES');
    await type(`${word}${ENTER}`, /^sig>$/);
    expect(await screen.text()).not.toContain('DEVICES');
  }
});

test('as somebody who can be no user is refused, and who acts stays', async () => {
  const { screen, type } = await sitDown({ prepare: CALL });
  await type(`as alice${ENTER}`, 'alice>');
  await type(`as "bob smith"${ENTER}`, '"bob smith" can\'t be a user ID: it has a space');
  await type(`as alice bob${ENTER}`, 'only one user can act');
  expect(await screen.line()).toBe('alice> ');
});

test('a mistyped word of its own: what was meant', async () => {
  const { type } = await sitDown();
  await type(`claer${ENTER}`, 'did you mean: clear');
  await type(`.hlep${ENTER}`, 'did you mean: help');
});
