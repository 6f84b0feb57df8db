import { expect, test } from 'vitest';
import type { MessageType } from '../../../src/gateway/native/command.js';
import { Push, SendAnswer, SendRequest } from '../../../src/gateway/native/proto/generated/exchange.js';
import { PlainAnswer } from '../../../src/gateway/native/proto/generated/login.js';
import {
  C2CRecalled,
  C2CReceipts,
  FriendsChanged,
  GroupRecalled,
  GroupReport,
  GroupTip,
  Modified,
  Notice,
  PeerRead,
  StatusChanged,
} from '../../../src/gateway/native/proto/generated/notices.js';
import { StatusOfRequest } from '../../../src/gateway/native/proto/generated/relations.js';
import { textElement } from '../../../src/im/elements.js';
import { RawClient } from '../websocket/raw-client.js';
import { NativeClient } from './native-client.js';
import { openNative } from './open-native.js';

/** Bob on the native side, who is told; alice on the Web side, who acts. */
async function actors() {
  const { native, url, hub } = await openNative();
  const bob = await NativeClient.loggedIn(native.port, native.publicKey, 'bob');
  const page = await RawClient.open(url);
  await page.request('im_open_status.wslogin', {}, { identifier: 'alice', usersig: 'any' });
  const ask = async (command: string, body: object) => {
    const answer = await page.request(command, body);
    if (answer.ErrorCode !== 0) throw new Error(`${command}: ${answer.ErrorInfo}`);
    return answer as unknown as Record<string, number> & Record<string, string>;
  };
  /** The first notice of this kind that has come to bob or will. */
  const notice = async <Content>(type: number, subtype: number, content: MessageType<Content>) => {
    const isIt = (body: Buffer) => {
      const { head } = Notice.decode(Push.decode(body).message!);
      return head?.content?.type === type && head.content.subtype === subtype;
    };
    const { body } = await bob.wait(({ command, body }) => command === 'im_open_push.msg_push' && isIt(body));
    return content.decode(Notice.decode(Push.decode(body).message!).content!.notice!);
  };
  const aliceTinyID = hub.store.account('alice')!.tinyID;
  return { bob, ask, notice, aliceTinyID };
}

let lastRandom = 1;

function text(to: string, more: object = {}) {
  return { To_Account: to, MsgSeq: 5, MsgRandom: ++lastRandom, MsgBody: [textElement('before')], ...more };
}

test('a C2C message is modified and recalled', async () => {
  const { bob, ask, notice, aliceTinyID } = await actors();
  const message = text('bob');
  const { MsgTime } = await ask('openim.sendmsg', message);
  const key = { MsgSeq: 5, MsgRandom: message.MsgRandom };
  await ask('openim.modify_c2c_msg', {
    ...{ From_Account: 'alice', To_Account: 'bob', MsgTime, MsgVersion: 0, ...key },
    MsgBody: [textElement('after')],
  });
  const named = { fromTinyId: aliceTinyID, toTinyId: bob.tinyID, seq: 5, random: message.MsgRandom };
  expect(await notice(561, 100, Modified)).toMatchObject({
    content: { body: { elements: [{ text: { text: 'after' } }] }, version: 1 },
    c2c: { ...named, serverTime: MsgTime },
  });
  const MsgInfo = { From_Account: 'alice', To_Account: 'bob', MsgTimeStamp: MsgTime, ...key };
  await ask('openim.msgwithdraw', { MsgInfo });
  expect(await notice(561, 95, C2CRecalled)).toMatchObject({ messages: [named] });
});

test('messages are read, and receipts are given', async () => {
  const { bob, ask, notice, aliceTinyID } = await actors();
  const order = {
    head: {
      content: { type: 561, subtype: 6, seq: 8, random: 99, clientTime: 7 },
      routing: { c2c: { fromTinyId: bob.tinyID, toTinyId: aliceTinyID } },
      extension: { needsReceipt: 1 },
    },
    content: { body: { elements: [{ text: { text: 'read me' } }] } },
  };
  const { serverTime } = await bob.ask('im_open_msg.msg_send', SendRequest, { message: order }, SendAnswer);
  const read = { C2CMsgReadedItem: [{ To_Account: 'bob', LastedMsgTime: serverTime }] };
  await ask('openim.msgreaded', { C2CMsgReaded: read });
  expect(await notice(561, 93, PeerRead)).toMatchObject({
    readerTinyId: aliceTinyID,
    read: [{ time: serverTime }],
  });
  const C2CMsgInfo = [{ MsgSeq: 8, MsgRandom: 99, MsgTime: serverTime }];
  await ask('openim.c2c_msg_read_receipt', { Peer_Account: 'bob', C2CMsgInfo });
  expect(await notice(561, 101, C2CReceipts)).toMatchObject({
    readerTinyId: aliceTinyID,
    messages: [{ fromTinyId: bob.tinyID, random: 99, clientTime: 7 }],
  });
});

test('in a group: invited, renamed, a message modified and recalled, attributes set', async () => {
  const { bob, ask, notice, aliceTinyID } = await actors();
  const MemberList = [{ Member_Account: 'bob' }];
  await ask('group_open_http_svc.create_group', {
    Type: 'Public',
    Name: 'The team',
    GroupId: 'team',
    MemberList,
  });
  expect(await notice(564, 23, GroupReport)).toMatchObject({ type: 7, operatorTinyId: aliceTinyID });
  await ask('group_open_http_svc.modify_group_base_info', { GroupId: 'team', Name: 'Us' });
  expect(await notice(564, 20, GroupTip)).toMatchObject({
    ...{ type: 6, operatorTinyId: aliceTinyID, memberCount: 2 },
    group: { name: 'Us' },
  });
  const { MsgSeq } = await ask('group_open_http_svc.send_group_msg', {
    ...{ GroupId: 'team', Random: 4, MsgBody: [textElement('before')] },
  });
  await ask('openim.modify_group_msg', {
    GroupId: 'team',
    MsgSeq,
    MsgVersion: 0,
    MsgBody: [textElement('after')],
  });
  expect(await notice(564, 100, Modified)).toMatchObject({
    group: { groupId: 'team', fromTinyId: aliceTinyID, seq: MsgSeq, random: 4 },
  });
  await ask('group_open_http_svc.group_msg_recall', { GroupId: 'team', MsgSeqList: [{ MsgSeq }] });
  expect(await notice(564, 95, GroupRecalled)).toMatchObject({
    messages: [{ groupId: 'team', seq: MsgSeq }],
  });
  const GroupAttr = [{ key: 'topic', value: 'ringing' }];
  await ask('group_open_http_svc.set_group_attr', { GroupId: 'team', GroupAttr });
  expect(await notice(564, 56, GroupTip)).toMatchObject({ group: { attributes: { mainSeq: 1 } } });
  await ask('group_open_http_svc.delete_group_member', { GroupId: 'team', MemberToDel_Account: ['bob'] });
  expect(bob.socket.destroyed).toBe(false);
});

test('friends and status', async () => {
  const { bob, ask, notice, aliceTinyID } = await actors();
  await ask('sns.friend_add', { AddFriendItem: [{ To_Account: 'bob' }], AddType: 'Add_Type_Both' });
  expect(await notice(561, 32, FriendsChanged)).toMatchObject({ kind: 1, added: [{ tinyId: aliceTinyID }] });
  await bob.ask('im_open_status.status_subscribe', StatusOfRequest, { tinyIds: [aliceTinyID] }, PlainAnswer);
  await ask('im_open_status.ws_set_custom_status', { CustomStatus: 'busy' });
  expect(await notice(561, 102, StatusChanged)).toMatchObject({
    users: [{ tinyId: aliceTinyID, status: 1, customStatus: 'busy' }],
  });
});
