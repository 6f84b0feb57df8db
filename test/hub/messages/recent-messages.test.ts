import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RecentMessages } from '../../../src/hub/messages/recent-messages.js';
import { SqliteStore } from '../../../src/hub/store/sqlite-store.js';
import { customElement } from '../../../src/im/elements.js';
import { c2c } from '../store/samples.js';
import { type Phone, World } from '../world.js';

const call = { To_Account: 'bob', MsgSeq: 1, MsgRandom: 2, MsgBody: [customElement('ring')] };
const groupCall = { GroupId: 'team', Random: 3, MsgBody: [customElement('ring')] };
const SEND = 'openim.sendmsg';
const SEND_GROUP = 'group_open_http_svc.send_group_msg';

const history = async (phone: Phone) =>
  (await phone.ask('openim.getroammsg', { Peer_Account: 'bob' })).MsgList;

describe('a message that a device sends again, because the answer was lost', () => {
  test('is the same message for 120 s: it gets the first one’s answer and goes no further', async () => {
    const world = new World();
    const alice = await world.login('alice');
    const bob = await world.login('bob');
    const first = await alice.ask(SEND, call);
    await world.clock.advance(120_000);
    expect(await alice.ask(SEND, call)).toEqual(first);
    expect(bob.pushed).toHaveLength(1);
    await world.clock.advance(1000);
    expect(await alice.ask(SEND, call)).not.toEqual(first);
    expect(bob.pushed).toHaveLength(2);
  });

  test('is another one if it says something else', async () => {
    const world = new World();
    const alice = await world.login('alice');
    await alice.ask(SEND, call);
    await alice.ask(SEND, { ...call, MsgBody: [customElement('other')] });
    await alice.ask(SEND, { ...call, To_Account: 'carol' });
    expect(world.store.log(0, 9)).toHaveLength(3);
  });

  test('is the same for five minutes in a group, by its Random alone', async () => {
    const world = new World();
    const alice = await world.login('alice');
    await alice.ask('group_open_http_svc.create_group', { Type: 'Work', Name: 'team', GroupId: 'team' });
    const first = await alice.ask(SEND_GROUP, groupCall);
    await world.clock.advance(300_000);
    expect(await alice.ask(SEND_GROUP, groupCall)).toEqual(first);
    await world.clock.advance(1000);
    expect(await alice.ask(SEND_GROUP, groupCall)).toMatchObject({ MsgSeq: 2 });
  });
});

describe('after a restart of the hub', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sig-repeats-'));
    path = join(folder, 'hub.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The hub with this file, `seconds` after the epoch. */
  const start = (seconds: number) => new World({}, new SqliteStore(path), seconds);
  const T = 1_800_000_000;

  /** alice calls bob and the team, and the hub is gone. */
  async function called(): Promise<Record<string, unknown>[]> {
    const world = start(T);
    const alice = await world.login('alice');
    await alice.ask('group_open_http_svc.create_group', { Type: 'Work', Name: 'team', GroupId: 'team' });
    const answers = [await alice.ask(SEND, call), await alice.ask(SEND_GROUP, groupCall)];
    world.hub.close();
    return answers;
  }

  test('it is still the same message', async () => {
    const answers = await called();
    const world = start(T + 60);
    const alice = await world.login('alice');
    const bob = await world.login('bob');
    expect(await alice.ask(SEND, call)).toEqual(answers[0]);
    expect(await alice.ask(SEND_GROUP, groupCall)).toEqual(answers[1]);
    expect(bob.pushed).toEqual([]);
    expect(world.store.log(0, 9)).toHaveLength(2);
    world.hub.close();
  });

  test('also when it was modified before', async () => {
    const [first] = await called();
    const between = start(T + 1);
    const bob = await between.login('bob');
    const change = { MsgVersion: 0, MsgBody: [customElement('changed')] };
    const { To_Account, MsgSeq, MsgRandom } = call;
    await bob.ask('openim.modify_c2c_msg', {
      ...{ From_Account: 'alice', To_Account, MsgSeq, MsgRandom, MsgTime: T },
      ...change,
    });
    between.hub.close();
    const world = start(T + 60);
    const alice = await world.login('alice');
    expect(await alice.ask(SEND, call)).toEqual(first);
    expect(await history(alice)).toMatchObject([{ MsgBody: change.MsgBody }]);
    world.hub.close();
  });

  test('later than 120 s, or with other contents, it is a new one', async () => {
    await called();
    const soon = start(T + 1);
    const alice = await soon.login('alice');
    await alice.ask(SEND, { ...call, MsgBody: [customElement('other')] });
    expect(await history(alice)).toHaveLength(2);
    soon.hub.close();
    const late = start(T + 121);
    const again = await late.login('alice');
    await again.ask(SEND, call);
    expect(await history(again)).toHaveLength(3);
    late.hub.close();
  });
});

test('of a long past only what was sent in the last five minutes is taken up, page by page', () => {
  const T = 1_800_000_000;
  const { store } = new World();
  for (let i = 0; i < 1000; i++) {
    const message = c2c('alice', 'bob', { seq: i });
    store.append({ ...message, wire: { ...message.wire, MsgTime: T + i } });
  }
  const repeats = new RecentMessages();
  repeats.recall(store, T + 999);
  expect(repeats.size).toBe(301);
});

test('what is remembered has a limit, however fast messages come', () => {
  const repeats = new RecentMessages();
  const { wire } = c2c('alice', 'bob');
  for (let i = 0; i < 100_000; i++) repeats.add(`alice bob 1 ${i}`, wire);
  expect(repeats.size).toBeLessThanOrEqual(40_000);
  expect(repeats.find('alice bob 1 99999', wire.MsgBody, wire.MsgTime)).toBeDefined();
  expect(repeats.find('alice bob 1 80000', wire.MsgBody, wire.MsgTime)).toBeDefined();
});

test('nor may long ones fill the memory: of them fewer are remembered', () => {
  const repeats = new RecentMessages();
  const wire = { ...c2c('alice', 'bob').wire, MsgBody: [customElement('x'.repeat(11_000))] };
  for (let i = 0; i < 10_000; i++) repeats.add(`alice bob 1 ${i}`, wire);
  expect(repeats.size).toBeLessThanOrEqual(3200);
  expect(repeats.find('alice bob 1 9999', wire.MsgBody, wire.MsgTime)).toBeDefined();
  expect(repeats.find('alice bob 1 8600', wire.MsgBody, wire.MsgTime)).toBeDefined();
});
