import { beforeEach, describe, expect, test } from 'vitest';
import type { V2TIMAdvancedMsgListener } from '../../src/device/listener-types.js';
import { V2TIMManager } from '../../src/device/v2tim-manager.js';
import { signUserSig } from '../../src/hub/accounts/usersig.js';
import type { V2TIMMessage } from '../../src/im/v2tim-message.js';
import { type Actor, codeOf, Stage } from './stage.js';

let stage: Stage;
let alice: Actor;
let bob: Actor;

beforeEach(async () => {
  stage = new Stage();
  alice = await stage.enter('alice');
  bob = await stage.enter('bob');
});

/** What a message listener of this device was told, by event. */
function listen(actor: Actor) {
  const told = { news: [] as V2TIMMessage[], modified: [] as V2TIMMessage[], revoked: [] as string[] };
  const listener: V2TIMAdvancedMsgListener = {
    onRecvNewMessage: (message) => told.news.push(message),
    onRecvMessageModified: (message) => told.modified.push(message),
    onRecvMessageRevoked: (msgID) => told.revoked.push(msgID),
  };
  actor.sdk.addAdvancedMsgListener(listener);
  return { told, listener };
}

const textOf = (message: V2TIMMessage) => message.elements[0]?.MsgContent.Text;

describe('log-in', () => {
  test('says who is logged in, and how far it has come', async () => {
    const device = stage.device();
    expect([device.sdk.getLoginUser(), device.sdk.getLoginStatus()]).toEqual(['', 'loggedOut']);
    const login = device.sdk.login('carol');
    expect(device.sdk.getLoginStatus()).toBe('loggingIn');
    await stage.run(login);
    expect([device.sdk.getLoginUser(), device.sdk.getLoginStatus()]).toEqual(['carol', 'loggedIn']);
    await stage.run(device.sdk.logout());
    expect([device.sdk.getLoginUser(), device.sdk.getLoginStatus()]).toEqual(['', 'loggedOut']);
  });

  test.each(['', 'with space', 'x'.repeat(33), 'snö', 'line\nbreak'])('%j is no user ID', async (userID) => {
    expect(await codeOf(stage, stage.device().sdk.login(userID))).toBe(userID === '' ? 6017 : 7003);
  });

  test('initSDK again is refused while somebody is logged in', async () => {
    expect(() => alice.sdk.initSDK(1400000001, { hub: stage.hub })).toThrow(
      expect.objectContaining({ code: 90101 }),
    );
    await stage.run(alice.sdk.logout());
    alice.sdk.initSDK(1400000001, { hub: stage.hub });
    await stage.run(alice.sdk.login('anna'));
    expect(alice.sdk.getLoginUser()).toBe('anna');
  });

  test('with a key at the hub the UserSig is verified', async () => {
    const guarded = new Stage({ key: { sdkAppID: 1400000001, secret: 'secret' } });
    const login = (userSig: string) => codeOf(guarded, guarded.device().sdk.login('dora', userSig));
    const sign = (user: string, secret: string, expire = 60) =>
      signUserSig({ sdkAppID: 1400000001, secret }, user, expire, guarded.hub.seconds());
    expect(await login(sign('dora', 'secret'))).toBe(0);
    expect(await login(sign('emil', 'secret'))).toBe(70013);
    expect(await login(sign('dora', 'another'))).toBe(70009);
    expect(await login('nonsense')).toBe(70003);
    const old = sign('dora', 'secret');
    await guarded.pass(120);
    expect(await login(old)).toBe(70001);
  });

  test('strict hubs know imported accounts only', async () => {
    const strict = new Stage({ strictAccounts: true });
    expect(await codeOf(strict, strict.device().sdk.login('nobody'))).toBe(70107);
  });

  test('a device that is kicked out hears it and is logged out', async () => {
    const kicked: string[] = [];
    alice.sdk.addSDKListener({ onKickedOffline: () => kicked.push('alice') });
    await stage.enter('alice');
    expect(kicked).toEqual(['alice']);
    expect(alice.sdk.getLoginStatus()).toBe('loggedOut');
    expect(await codeOf(stage, alice.sdk.sendC2CTextMessage('hi', 'bob'))).toBe(6014);
  });

  test('unInitSDK is as when the app is killed: every call then says 6013', async () => {
    alice.sdk.unInitSDK();
    expect(alice.sdk.getLoginUser()).toBe('');
    expect(await codeOf(stage, alice.sdk.getBlackList())).toBe(6013);
    expect(() => alice.sdk.addSignalingListener({})).toThrow(expect.objectContaining({ code: 6013 }));
    expect(() => new V2TIMManager().getSignallingInfo({ elements: [], cloudCustomData: '' })).toThrow(
      expect.objectContaining({ code: 6013 }),
    );
  });
});

describe('listeners', () => {
  test('one that was removed hears nothing; one that throws stops no other', async () => {
    const heard: string[] = [];
    const first = { onReceiveNewInvitation: () => heard.push('first') };
    const broken = {
      onReceiveNewInvitation: () => {
        throw new Error('a bug of the app');
      },
    };
    bob.sdk.addSignalingListener(broken);
    bob.sdk.addSignalingListener(first);
    await stage.run(alice.sdk.invite('bob', '', false, undefined, 30).sent);
    bob.sdk.removeSignalingListener(first);
    await stage.run(alice.sdk.invite('bob', '', false, undefined, 30).sent);
    expect(heard).toEqual(['first']);
    expect(bob.hears()).toHaveLength(2);
  });

  test('one that was added twice is told once', async () => {
    const heard: string[] = [];
    const listener = { onReceiveNewInvitation: () => heard.push('told') };
    bob.sdk.addSignalingListener(listener);
    bob.sdk.addSignalingListener(listener);
    await stage.run(alice.sdk.invite('bob', '', false, undefined, 30).sent);
    expect(heard).toEqual(['told']);
  });
});

describe('messages', () => {
  test('the sender gets the message back, the receiver is told of the same', async () => {
    const { told } = listen(bob);
    const sent = await stage.run(alice.sdk.sendC2CTextMessage('hello', 'bob'));
    expect(sent).toMatchObject({ sender: 'alice', userID: 'bob', groupID: '', isSelf: true });
    expect(told.news).toHaveLength(1);
    expect(told.news[0]).toMatchObject({
      msgID: sent.msgID,
      sender: 'alice',
      userID: 'alice',
      isSelf: false,
    });
    expect(textOf(told.news[0]!)).toBe('hello');
  });

  test('a signal is a message too, and getSignallingInfo reads it', async () => {
    const { told } = listen(bob);
    const { inviteID, sent } = alice.sdk.invite('bob', 'ring', false, undefined, 30);
    await stage.run(sent);
    expect(bob.sdk.getSignallingInfo(told.news[0]!)).toEqual({
      inviteID,
      groupID: '',
      inviter: 'alice',
      inviteeList: ['bob'],
      data: 'ring',
      timeout: 30,
      actionType: 1,
    });
    const plain = await stage.run(alice.sdk.sendC2CCustomMessage('{"no":"signal"}', 'bob'));
    expect(bob.sdk.getSignallingInfo(plain)).toBeNull();
  });

  test('modifying an invitation modifies its message', async () => {
    const { told } = listen(bob);
    const { inviteID, sent } = alice.sdk.invite('bob', 'video', false, undefined, 30);
    await stage.run(sent);
    await stage.run(alice.sdk.modifyInvitation(inviteID!, 'audio'));
    expect(told.modified.map((message) => bob.sdk.getSignallingInfo(message)?.data)).toEqual(['audio']);
    expect(told.modified[0]!.msgID).toBe(told.news[0]!.msgID);
  });

  test('a message that a backend takes back is told of, in C2C and in a group', async () => {
    const admin = stage.hub.openAdmin('administrator', 1400000001);
    const order = (command: string, body: object) => stage.run(stage.hub.request(admin, command, body));
    const { told } = listen(bob);
    const direct = await stage.run(alice.sdk.sendC2CTextMessage('hi', 'bob'));
    await stage.run(alice.sdk.createGroup('Public', 'team', 'Team', ['bob']));
    const inGroup = await stage.run(alice.sdk.sendGroupTextMessage('hi all', 'team'));
    const MsgKey = `${direct.seq}_${direct.random}_${direct.timestamp}`;
    await order('openim.admin_msgwithdraw', { From_Account: 'alice', To_Account: 'bob', MsgKey });
    const MsgSeqList = [{ MsgSeq: inGroup.seq }];
    await order('group_open_http_svc.group_msg_recall', { GroupId: 'team', MsgSeqList });
    expect(told.revoked).toEqual([direct.msgID, inGroup.msgID]);
  });

  test.each(['C2C', 'a group'])('%s: a message is modified and taken back', async (kind) => {
    const carol = await stage.enter('carol');
    await stage.run(carol.sdk.createGroup('Work', 'team', 'Team', ['alice', 'bob']));
    const { told } = listen(bob);
    const inC2C = kind === 'C2C';
    const send = (text: string) =>
      stage.run(
        inC2C ? alice.sdk.sendC2CTextMessage(text, 'bob') : alice.sdk.sendGroupTextMessage(text, 'team'),
      );
    const sent = await send('helo');
    const elements = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }];
    const changed = await stage.run(
      alice.sdk.modifyMessage({ ...sent, elements, cloudCustomData: 'mended' }),
    );
    expect(changed).toMatchObject({ msgID: sent.msgID, version: sent.version + 1 });
    expect(told.modified).toMatchObject([
      { msgID: told.news[0]!.msgID, elements, cloudCustomData: 'mended' },
    ]);
    // Whoever still has the old version was overtaken.
    expect(await codeOf(stage, bob.sdk.modifyMessage(told.news[0]!))).toBe(8006);

    const codes = [await codeOf(stage, bob.sdk.revokeMessage(told.news[0]!))];
    await stage.run(alice.sdk.revokeMessage(changed));
    expect(told.revoked).toEqual([told.news[0]!.msgID]);
    codes.push(await codeOf(stage, alice.sdk.revokeMessage(changed)));
    const late = await send('too late');
    await stage.pass(121);
    codes.push(await codeOf(stage, alice.sdk.revokeMessage(late)));
    expect(codes).toEqual(inC2C ? [90009, 20023, 20016] : [10007, 0, 10031]);
  });

  test('a listener that was removed hears nothing', async () => {
    const { told, listener } = listen(bob);
    bob.sdk.removeAdvancedMsgListener(listener);
    await stage.run(alice.sdk.sendC2CTextMessage('hello', 'bob'));
    expect(told.news).toEqual([]);
  });

  test('history is paged, new to old', async () => {
    for (let number = 1; number <= 5; number++) {
      await stage.run(alice.sdk.sendC2CTextMessage(`${number}`, 'bob'));
      await stage.pass(1);
    }
    const first = await stage.run(bob.sdk.getC2CHistoryMessageList('alice', 2));
    expect(first.map(textOf)).toEqual(['5', '4']);
    const rest = await stage.run(bob.sdk.getC2CHistoryMessageList('alice', 9, first.at(-1)));
    expect(rest.map(textOf)).toEqual(['3', '2', '1']);
  });

  test('for online users only: told, and in no history', async () => {
    const { told } = listen(bob);
    const element = { MsgType: 'TIMTextElem', MsgContent: { Text: 'typing' } };
    await stage.run(alice.sdk.sendMessage(element, 'bob', '', { onlineUserOnly: true }));
    expect(told.news.map(({ isOnlineOnly }) => isOnlineOnly)).toEqual([true]);
    expect(await stage.run(bob.sdk.getC2CHistoryMessageList('alice', 10))).toEqual([]);
  });

  test('read marks go by the messages, whatever the device takes for the time', async () => {
    bob.sdk.clockOffset = -3_600_000;
    await stage.pass(10);
    await stage.run(alice.sdk.sendC2CTextMessage('hello', 'bob'));
    expect(stage.hub.store.unreadC2C('bob')).toHaveLength(1);
    await stage.run(bob.sdk.markC2CMessageAsRead('alice'));
    expect(stage.hub.store.unreadC2C('bob')).toEqual([]);
    await stage.run(bob.sdk.markC2CMessageAsRead('nobody-wrote'));
  });

  test('nobody to send to, unknown users and too much text are refused', async () => {
    const codes = [];
    codes.push(await codeOf(stage, alice.sdk.sendC2CTextMessage('hi', '')));
    codes.push(await codeOf(stage, alice.sdk.sendC2CTextMessage('hi', 'no such user')));
    codes.push(await codeOf(stage, alice.sdk.sendC2CTextMessage('x'.repeat(13_000), 'bob')));
    expect(codes).toEqual([6017, 20003, 8001]);
  });
});

describe('groups', () => {
  test('are created, joined, left and dismissed', async () => {
    const groupID = await stage.run(alice.sdk.createGroup('Meeting', 'team', 'Team'));
    expect(groupID).toBe('team');
    await stage.run(bob.sdk.joinGroup('team'));
    const members = await stage.run(alice.sdk.getGroupMemberList('team'));
    expect(members.map(({ userID, role }) => [userID, role])).toEqual([
      ['alice', 'Owner'],
      ['bob', 'Member'],
    ]);
    expect(await stage.run(bob.sdk.getJoinedGroupList())).toEqual([
      { groupID: 'team', groupType: 'Meeting', groupName: 'Team', owner: 'alice', memberCount: 2 },
    ]);
    expect(await codeOf(stage, bob.sdk.joinGroup('team'))).toBe(10013);
    expect(await codeOf(stage, alice.sdk.quitGroup('team'))).toBe(10009);
    await stage.run(bob.sdk.quitGroup('team'));
    expect(await stage.run(bob.sdk.getJoinedGroupList())).toEqual([]);
    await stage.run(alice.sdk.dismissGroup('team'));
    expect(await codeOf(stage, alice.sdk.getGroupMemberList('team'))).toBe(10010);
  });

  test('a Work group is by invitation; its owner puts members out', async () => {
    const groupID = await stage.run(alice.sdk.createGroup('Work', '', 'Work'));
    expect(groupID).toMatch(/^@TGS#/);
    expect(await codeOf(stage, bob.sdk.joinGroup(groupID))).toBe(10007);
    await stage.run(alice.sdk.inviteUserToGroup(groupID, ['bob']));
    const { told } = listen(bob);
    await stage.run(alice.sdk.sendGroupTextMessage('welcome', groupID));
    expect(told.news.map((message) => [message.groupID, message.userID, textOf(message)])).toEqual([
      [groupID, '', 'welcome'],
    ]);
    expect(await codeOf(stage, bob.sdk.kickGroupMember(groupID, ['alice']))).toBe(10007);
    await stage.run(alice.sdk.kickGroupMember(groupID, ['bob'], 'enough'));
    expect(await codeOf(stage, bob.sdk.sendGroupTextMessage('hi', groupID))).toBe(10007);
  });

  test('history is paged by the numbers of the group, and read marks are kept', async () => {
    await stage.run(alice.sdk.createGroup('Work', 'team', 'Team', ['bob']));
    for (const text of ['1', '2', '3']) await stage.run(alice.sdk.sendGroupTextMessage(text, 'team'));
    await stage.run(alice.sdk.sendGroupCustomMessage('{"custom":4}', 'team'));
    const page = await stage.run(bob.sdk.getGroupHistoryMessageList('team', 2));
    expect(page.map((message) => message.elements[0]!.MsgType)).toEqual(['TIMCustomElem', 'TIMTextElem']);
    const rest = await stage.run(bob.sdk.getGroupHistoryMessageList('team', 2, page.at(-1)));
    expect(rest.map(textOf)).toEqual(['2', '1']);
    await stage.run(bob.sdk.markGroupMessageAsRead('team'));
    const mark = stage.hub.store.mark('bob', { groupID: 'team' });
    expect(stage.hub.store.groupHistory('team', { limit: 1 })[0]!.id).toBe(mark.readID);
  });

  test('of more members than a page holds each is listed', async () => {
    const members = Array.from({ length: 150 }, (_, number) => `user${number}`);
    for (const user of members) await stage.run((await stage.enter(user)).sdk.logout());
    await stage.run(alice.sdk.createGroup('Work', 'crowd', 'Crowd', members));
    expect(await stage.run(alice.sdk.getGroupMemberList('crowd'))).toHaveLength(151);
  });
});

describe('profiles and block list', () => {
  test('a profile is what its user has set', async () => {
    await stage.run(alice.sdk.setSelfInfo({ nickName: 'Alice', faceURL: 'https://example.com/a.png' }));
    await stage.run(alice.sdk.setSelfInfo({ selfSignature: 'hi' }));
    expect(await stage.run(bob.sdk.getUsersInfo(['alice']))).toEqual([
      { userID: 'alice', nickName: 'Alice', faceURL: 'https://example.com/a.png', selfSignature: 'hi' },
    ]);
  });

  test('who is on the block list cannot write or ring until taken off it', async () => {
    stage = new Stage({ blockedSenderIsTold: true });
    [alice, bob] = [await stage.enter('alice'), await stage.enter('bob')];
    await stage.run(bob.sdk.addToBlackList(['alice']));
    expect(await stage.run(bob.sdk.getBlackList())).toEqual(['alice']);
    expect(await codeOf(stage, alice.sdk.sendC2CTextMessage('hi', 'bob'))).toBe(20007);
    expect(await codeOf(stage, alice.sdk.invite('bob', '', false, undefined, 30).sent)).toBe(20007);
    await stage.run(bob.sdk.deleteFromBlackList(['alice']));
    expect(await stage.run(bob.sdk.getBlackList())).toEqual([]);
    await stage.run(alice.sdk.sendC2CTextMessage('hi', 'bob'));
  });
});
