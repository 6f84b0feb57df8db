import { expect, test } from 'vitest';
import { customElement } from '../../src/im/elements.js';
import { Bench } from './bench.js';
import { Screen } from './screen.js';

/** Resets a terminal, sets its title, clears it by a C1 character, forges a line, turns the direction of writing. */
const EVIL = ['\x1bc', '\x1b]0;owned\x07', '\x9b2J', 'x\r\nhub stopped', '\u202egnp'];
const UNSAFE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** A hub on which an app of mallory's has sent all that it can. */
async function attacked(): Promise<Bench> {
  const bench = await Bench.open();
  await bench.ok('user add alice bob mallory');
  await bench.ok('user login alice bob');
  await bench.ok('group create team --owner alice --members bob mallory');
  const { hub } = bench.runtime;
  for (const evil of EVIL) {
    const session = hub.open(
      { sdkAppID: 1400000001, identifier: 'mallory', userSig: '', platform: 'Web', device: `d${evil}` },
      { push() {}, close() {} },
    );
    const ask = async (command: string, body: object) => {
      const answer = hub.request(session, command, body);
      await bench.clock.settle();
      expect((await answer).ErrorCode).toBe(0);
    };
    await ask('im_open_status.wslogin', {});
    const signal = {
      ...{ businessID: 1, inviteID: `${evil}0123456`, inviter: 'mallory', inviteeList: ['bob', evil] },
      ...{ actionType: 1, data: `data ${evil}`, groupID: '', timeout: 0, onlineUserOnly: false },
    };
    const random = EVIL.indexOf(evil) + 1;
    const push = { Title: `title ${evil}`, Desc: `desc ${evil}`, Ext: evil };
    await ask('openim.sendmsg', {
      ...{ To_Account: 'bob', MsgSeq: 1, MsgRandom: random, OfflinePushInfo: push },
      MsgBody: [customElement(JSON.stringify(signal))],
    });
    await ask('openim.sendmsg', {
      ...{ To_Account: 'bob', MsgSeq: 2, MsgRandom: random, MsgBody: [customElement(`plain ${evil}`)] },
    });
  }
  return bench;
}

test('what an app sends reaches no terminal raw: lists, histories, invitations, completion', async () => {
  const bench = await attacked();
  const lines = [
    ...['list', 'history mallory bob', 'user list', 'group list', 'push list bob', 'show', 'accept bob'],
    ...[
      'show \x1bc',
      'history \x1bc bob',
      'user login \x1bc',
      'invite \x1bc bob',
      'send bob \x9b2J hi',
      'wrong\x1bc',
    ],
    ...['__complete -- show ""', '__complete -- accept ""'],
  ];
  for (const line of lines) {
    const { out, err } = await bench.sig(line);
    // An ID that no shell could take is no word to complete.
    if (line !== '__complete -- show ""') expect(out + err).not.toBe('');
    for (const printed of `${out}\n${err}`.split('\n')) expect(printed, line).not.toMatch(UNSAFE);
    expect(`${out}\n${err}`).not.toMatch(/^hub stopped/m);
  }
});

test('nor what happens while somebody watches', async () => {
  const bench = await attacked();
  const watching = bench.start('watch --last 500 --frames');
  await watching.shows('owned');
  watching.cli.interrupt();
  const { out } = await watching.ended();
  for (const printed of out.split('\n')) expect(printed).not.toMatch(UNSAFE);
  expect(out).not.toMatch(/^hub stopped/m);
});

test('nor in the REPL', async () => {
  const bench = await attacked();
  const screen = new Screen({ rows: 500 });
  bench.start('repl', screen.seat());
  await screen.until('sig>', () => bench.clock.settle());
  screen.type('list\rhistory mallory bob\r');
  await screen.until('hub stopped', () => bench.clock.settle());
  for (const evil of EVIL) expect(screen.written).not.toContain(evil);
});
