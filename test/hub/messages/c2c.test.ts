import { expect, test } from 'vitest';
import { customElement, textElement } from '../../../src/im/elements.js';
import { message, World } from '../world.js';

const c2c = (fields: object) => ({ Event: 1, C2cMsgArray: [expect.objectContaining(fields)] });

test('a message reaches all devices of the receiver and the other devices of the sender', async () => {
  const world = new World();
  const alice = await world.login('alice', { device: 'phone' });
  const desk = await world.login('alice', { device: 'desk' });
  const bob = await world.login('bob', { device: 'phone' });
  const pad = await world.login('bob', { device: 'pad' });
  const now = world.hub.seconds();
  const sent = await alice.ask('openim.sendmsg', message('bob', 'hi', { MsgSeq: 7, MsgRandom: 9 }));
  expect(sent).toMatchObject({ MsgTime: now, MsgKey: `7_9_${now}` });
  const arrived = c2c({ From_Account: 'alice', To_Account: 'bob', MsgKey: sent.MsgKey, MsgVersion: 0 });
  expect(bob.pushed).toEqual([arrived]);
  expect(pad.pushed).toEqual([arrived]);
  expect(desk.pushed).toEqual([arrived]);
  expect(alice.pushed).toEqual([]);
});

test('a message to oneself reaches each of the other devices once', async () => {
  const world = new World();
  const alice = await world.login('alice', { device: 'phone' });
  const desk = await world.login('alice', { device: 'desk' });
  await alice.ask('openim.sendmsg', message('alice', 'note'));
  expect(desk.pushed).toEqual([c2c({ From_Account: 'alice', To_Account: 'alice' })]);
  expect(alice.pushed).toEqual([]);
});

test('what is sent is in both histories, in the trace, and unread until read', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  await alice.ask('openim.sendmsg', message('bob', 'one'));
  await world.clock.advance(1000);
  await alice.ask('openim.sendmsg', message('bob', 'two'));
  const texts = (answer: Record<string, unknown>) =>
    (answer.MsgList as { MsgBody: { MsgContent: { Data: string } }[] }[]).map(
      (each) => each.MsgBody[0]!.MsgContent.Data,
    );
  expect(texts(await alice.ask('openim.getroammsg', { Peer_Account: 'bob' }))).toEqual(['one', 'two']);
  expect(texts(await bob.ask('openim.getroammsg', { Peer_Account: 'alice' }))).toEqual(['one', 'two']);
  const unread = await bob.ask('openim.getmsg', { Cookie: '', SyncFlag: 0 });
  expect(texts(unread)).toEqual(['one', 'two']);
  expect(unread).toMatchObject({
    SyncFlag: 2,
    C2CPairUnreadCount: [{ From_Account: 'alice', UnreadCount: 2 }],
  });
  const kinds = world.events.filter((event) => event.kind === 'message');
  expect(kinds).toMatchObject([{ user: 'alice', stored: true }, { stored: true }]);

  const LastedMsgTime = world.hub.seconds();
  await bob.ask('openim.msgreaded', {
    C2CMsgReaded: { Cookie: '', C2CMsgReadedItem: [{ To_Account: 'alice', LastedMsgTime }] },
  });
  expect(texts(await bob.ask('openim.getmsg', { Cookie: '', SyncFlag: 0 }))).toEqual([]);
});

test('a message for online users only is pushed as such, and in no history', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  await alice.ask('openim.sendmsg', message('bob', 'ring', { MsgLifeTime: 0 }));
  expect(bob.pushed).toEqual([c2c({ MsgLifeTime: 0 })]);
  expect(await bob.ask('openim.getroammsg', { Peer_Account: 'alice' })).toMatchObject({ MsgList: [] });
  expect(world.events.at(-1)).toMatchObject({ kind: 'message', stored: false });
});

test('the same numbers and content within 120 s are the same message', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  const body = message('bob', 'once');
  const first = await alice.ask('openim.sendmsg', body);
  await world.clock.advance(119_000);
  expect(await alice.ask('openim.sendmsg', body)).toEqual(first);
  expect(bob.pushed).toHaveLength(1);
  // Other content with the same numbers is another message.
  await alice.ask('openim.sendmsg', { ...body, MsgBody: [customElement('another')] });
  await world.clock.advance(130_000);
  await alice.ask('openim.sendmsg', body);
  expect(bob.pushed).toHaveLength(3);
});

test('NoUnread and NoLastMsg hold for counts and lists, and travel with the message', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  await alice.ask('openim.sendmsg', message('bob', 'shown'));
  await alice.ask('openim.sendmsg', message('bob', 'quiet', { SendMsgControl: ['NoUnread', 'NoLastMsg'] }));
  expect(bob.pushed.at(-1)).toEqual(c2c({ SendMsgControl: { NoUnread: 1, NoLastMsg: 1 } }));
  const { SessionItem } = await bob.ask('recentcontact.page_get', {});
  expect(SessionItem).toMatchObject([
    { Type: 1, To_Account: 'alice', UnreadMsgCount: 1, LastMsg: { MsgBody: [customElement('shown')] } },
  ]);
});

test('an unknown receiver gets an account, unless accounts are strict', async () => {
  const world = new World();
  const alice = await world.login('alice');
  await alice.ask('openim.sendmsg', message('newcomer', 'hi'));
  expect(world.store.account('newcomer')).toBeDefined();

  const strict = new World({ strictAccounts: true });
  await strict.admin().ask('im_open_login_svc.account_import', { UserID: 'alice' });
  const sender = await strict.login('alice');
  expect(await sender.code('openim.sendmsg', message('nobody', 'hi'))).toBe(20003);
  expect(await strict.admin().code('openim.sendmsg', message('nobody', 'hi'))).toBe(90012);
});

test('bad bodies get the code of what is wrong', async () => {
  const alice = await new World().login('alice');
  const code = (body: object) => alice.code('openim.sendmsg', body);
  expect(await code({ ...message('bob', 'x'), To_Account: 5 })).toBe(90003);
  expect(await code({ ...message('bob', 'x'), MsgBody: 'x' })).toBe(90002);
  expect(await code({ ...message('bob', 'x'), MsgRandom: -1 })).toBe(90005);
  expect(await code({ ...message('bob', 'x'), CloudCustomData: {} })).toBe(90010);
  expect(await code(message('b o b', 'x'))).toBe(20003);
  expect(await code(message('bob', 'x', { MsgLifeTime: 604_801 }))).toBe(90026);
});

test('12 KB of UTF-8 is the most: 80002 to SDKs, 93000 to REST', async () => {
  const world = new World();
  const alice = await world.login('alice');
  expect(await alice.code('openim.sendmsg', message('bob', 'x'.repeat(12_000)))).toBe(0);
  expect(await alice.code('openim.sendmsg', message('bob', 'x'.repeat(12_288)))).toBe(80002);
  expect(await alice.code('openim.sendmsg', message('bob', '界'.repeat(4096)))).toBe(80002);
  expect(await world.admin().code('openim.sendmsg', message('bob', 'x'.repeat(12_288)))).toBe(93000);
});

test('who is on the receiver’s block list is not told: all looks well, and nobody hears of it', async () => {
  const world = new World();
  const [alice, other, bob] = [
    await world.login('alice'),
    await world.login('alice', { platform: 'Web', device: 'page' }),
    await world.login('bob'),
  ];
  await bob.ask('sns.black_list_add', { To_Account: ['alice'] });
  const answer = await alice.ask('openim.sendmsg', message('bob', 'x'));
  expect(answer).toMatchObject({ ErrorCode: 0, MsgKey: expect.any(String) });
  expect(world.hub.store.c2cHistory('alice', 'bob', { limit: 9 })).toEqual([]);
  expect(bob.pushed.filter((event) => event.C2cMsgArray)).toEqual([]);
  expect(other.pushed.filter((event) => event.C2cMsgArray)).toHaveLength(1);
  expect(world.events).toContainEqual(
    expect.objectContaining({ kind: 'note', user: 'bob', text: 'hears nothing of alice, who is blocked' }),
  );
  await bob.ask('sns.black_list_delete', { To_Account: ['alice'] });
  await alice.ask('openim.sendmsg', { ...message('bob', 'y'), MsgRandom: 99 });
  expect(world.hub.store.c2cHistory('alice', 'bob', { limit: 9 })).toHaveLength(1);
});

test('with blockedSenderIsTold, who is on the receiver’s block list is told so; REST is not checked', async () => {
  const world = new World({ blockedSenderIsTold: true });
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  await bob.ask('sns.black_list_add', { To_Account: ['alice'] });
  expect(await alice.code('openim.sendmsg', message('bob', 'x'))).toBe(20007);
  const byREST = message('bob', 'x', { From_Account: 'alice' });
  expect(await world.admin().code('openim.sendmsg', byREST)).toBe(0);
  await bob.ask('sns.black_list_delete', { To_Account: ['alice'] });
  expect(await alice.code('openim.sendmsg', message('bob', 'x'))).toBe(0);
});

test('friends only: the code says whose list lacks whom', async () => {
  const world = new World({ friendsOnly: true });
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  const code = () => alice.code('openim.sendmsg', message('bob', 'x'));
  const AddFriendItem = (To_Account: string) => [{ To_Account, AddSource: 'AddSource_Type_Web' }];
  expect(await code()).toBe(20009);
  await alice.ask('sns.friend_add', { AddFriendItem: AddFriendItem('bob'), AddType: 'Add_Type_Single' });
  expect(await code()).toBe(20010);
  await bob.ask('sns.friend_add', { AddFriendItem: AddFriendItem('alice'), AddType: 'Add_Type_Single' });
  expect(await code()).toBe(0);
  await alice.ask('sns.friend_delete', { To_Account: ['bob'], DeleteType: 'Delete_Type_Single' });
  expect(await code()).toBe(20011);
});

test('only an administrator may send in another name; SyncOtherMachine says who else sees it', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  expect(await bob.code('openim.sendmsg', message('bob', 'x', { From_Account: 'alice' }))).toBe(90009);
  const send = (SyncOtherMachine: number) =>
    world
      .admin()
      .ask(
        'openim.sendmsg',
        message('bob', `sync ${SyncOtherMachine}`, { From_Account: 'alice', SyncOtherMachine }),
      );
  await send(1);
  expect(bob.take()).toEqual([c2c({ From_Account: 'alice' })]);
  expect(alice.take()).toEqual([c2c({ From_Account: 'alice' })]);
  await send(2);
  expect(bob.take()).toHaveLength(1);
  expect(alice.take()).toEqual([]);
  expect((await alice.ask('openim.getroammsg', { Peer_Account: 'bob' })).MsgList).toHaveLength(1);
  expect((await bob.ask('openim.getroammsg', { Peer_Account: 'alice' })).MsgList).toHaveLength(2);
});

test('an offline user’s push is kept, where the sender gave a text for it and did not forbid it', async () => {
  const world = new World();
  const alice = await world.login('alice');
  const info = { PushFlag: 0, Title: 'Call', Desc: 'alice calls', Ext: '{"a":1}' };
  const send = (more: object) => alice.ask('openim.sendmsg', message('bob', 'ring', more));
  await send({ OfflinePushInfo: info });
  await send({ OfflinePushInfo: { ...info, PushFlag: 1 } });
  await send({ OfflinePushInfo: { ...info, Desc: '' } });
  await send({ OfflinePushInfo: info, MsgLifeTime: 0 });
  await send({ MsgBody: [textElement('hello')] });
  expect(world.store.pushes('bob')).toMatchObject([
    { from: 'alice', title: 'Call', desc: 'alice calls', ext: '{"a":1}', data: 'ring' },
    { desc: 'hello', data: '' },
  ]);
  expect(world.events.filter((event) => event.kind === 'push')).toHaveLength(2);
  await world.login('bob');
  await send({ OfflinePushInfo: info });
  expect(world.store.pushes('bob')).toHaveLength(2);
});
