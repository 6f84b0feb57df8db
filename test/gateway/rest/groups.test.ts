import { describe, expect, test } from 'vitest';
import type { PushEvent } from '../../../src/im/wire.js';
import { RawClient } from '../websocket/raw-client.js';
import { type Backend, inbox, openBackend, text } from './rest-client.js';

const SERVICE = 'group_open_http_svc';
const OK = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };

/** A backend with the group `team`: alice owns it, bob and carol are in it, and have accounts as dave has. */
async function withTeam(more: object = {}): Promise<Backend> {
  const backend = await openBackend({ settings: { strictAccounts: true } });
  const Accounts = ['alice', 'bob', 'carol', 'dave'];
  await backend.ok('im_open_login_svc/multiaccount_import', { Accounts });
  await backend.ok(`${SERVICE}/create_group`, {
    ...{ Owner_Account: 'alice', Type: 'Public', GroupId: 'team', Name: 'The team' },
    MemberList: [{ Member_Account: 'bob', Role: 'Admin' }, { Member_Account: 'carol' }],
    ...more,
  });
  return backend;
}

/** What the group service itself tells a user from now on: tips (OpType) and notices (ReportType). */
async function notices({ url }: Backend, userID: string): Promise<Record<string, unknown>[]> {
  const told: Record<string, unknown>[] = [];
  const line = await RawClient.open(url);
  line.socket.on('message', (data) => {
    const { body } = JSON.parse(data.toString()) as { body: { EventArray?: PushEvent[] } };
    for (const { GroupTips = [] } of body.EventArray ?? []) {
      for (const tip of GroupTips as { MsgBody: Record<string, unknown> }[]) told.push(tip.MsgBody);
    }
  });
  await line.request('im_open_status.wslogin', {}, { identifier: userID, usersig: 'any' });
  return told;
}

describe('create_group', () => {
  test('makes a group with its members, who see it', async () => {
    const { call, login } = await withTeam();
    expect(await (await login('carol')).getJoinedGroupList()).toMatchObject([{ groupID: 'team' }]);
    expect(await call(`${SERVICE}/create_group`, { Type: 'ChatRoom', Name: 'no owner' })).toMatchObject({
      ...OK,
      GroupId: expect.stringMatching(/^@TGS#/),
    });
  });

  test.each([
    ['no Type', { Type: undefined }, 10004],
    ['a Type there is not', { Type: 'Club' }, 10004],
    ['no Name', { Name: undefined }, 10004],
    ['an id that is taken', { GroupId: 'team' }, 10021],
    ['an id that is none', { GroupId: '@TGS#1' }, 10015],
    ['an owner without an account', { Owner_Account: 'nobody' }, 10019],
    ['a member without an account', { MemberList: [{ Member_Account: 'nobody' }] }, 10019],
    ['101 members', { MemberList: Array(101).fill({ Member_Account: 'bob' }) }, 10005],
    ['an AVChatRoom with members', { Type: 'AVChatRoom', MemberList: [{ Member_Account: 'bob' }] }, 10007],
  ])('%s fails, and makes nothing', async (_what, more, code) => {
    const { hub, call } = await withTeam();
    const body = { Owner_Account: 'alice', Type: 'Public', GroupId: 'other', Name: 'Other', ...more };
    expect(await call(`${SERVICE}/create_group`, body)).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode: code,
    });
    expect(hub.store.groups().map(({ groupID }) => groupID)).toEqual(['team']);
  });
});

describe('get_group_info', () => {
  test('gives data and members, and a code for each group', async () => {
    const { call } = await withTeam({
      Introduction: 'in',
      Notification: 'no',
      FaceUrl: 'http://face.example',
    });
    const answer = await call(`${SERVICE}/get_group_info`, { GroupIdList: ['team', 'nothing'] });
    expect(answer).toEqual({
      ...OK,
      GroupInfo: [
        expect.objectContaining({
          ...{ GroupId: 'team', ErrorCode: 0, ErrorInfo: '', Type: 'Public', Name: 'The team' },
          ...{ Introduction: 'in', Notification: 'no', FaceUrl: 'http://face.example' },
          ...{ Owner_Account: 'alice', MemberNum: 3, NextMsgSeq: 1, LastMsgTime: 0 },
          ...{ ApplyJoinOption: 'NeedPermission', ShutUpAllMember: 'Off', AppDefinedData: [] },
          ...{ CreateTime: expect.any(Number), LastInfoTime: expect.any(Number) },
          MaxMemberNum: expect.any(Number),
          MemberList: expect.arrayContaining([
            expect.objectContaining({
              ...{ Member_Account: 'bob', Role: 'Admin', MsgFlag: 'AcceptAndNotify' },
              ...{ JoinTime: expect.any(Number), MsgSeq: 0, ShutUpUntil: 0, LastSendMsgTime: 0 },
            }),
          ]),
        }),
        { GroupId: 'nothing', ErrorCode: 10010, ErrorInfo: expect.any(String) },
      ],
    });
  });

  test('only what the filters name', async () => {
    const { ok } = await withTeam();
    const ResponseFilter = { GroupBaseInfoFilter: ['Type', 'Name'], MemberInfoFilter: ['Role'] };
    expect(await ok(`${SERVICE}/get_group_info`, { GroupIdList: ['team'], ResponseFilter })).toEqual({
      GroupInfo: [
        {
          ...{ GroupId: 'team', ErrorCode: 0, ErrorInfo: '', Type: 'Public', Name: 'The team' },
          MemberList: [
            { Member_Account: 'alice', Role: 'Owner' },
            { Member_Account: 'bob', Role: 'Admin' },
            { Member_Account: 'carol', Role: 'Member' },
          ],
        },
      ],
    });
  });

  test('of no group fails', async () => {
    expect(await (await withTeam()).code(`${SERVICE}/get_group_info`, { GroupIdList: [] })).toBe(10004);
  });
});

describe('add_group_member', () => {
  test('tells of each what became of it, and all members of the new ones', async () => {
    const backend = await withTeam();
    const { call, login } = backend;
    const dave = await login('dave');
    const [bobs, daves] = [await notices(backend, 'bob'), await notices(backend, 'dave')];
    const users = ['dave', 'bob', 'nobody'];
    const answer = await call(`${SERVICE}/add_group_member`, {
      GroupId: 'team',
      MemberList: users.map((Member_Account) => ({ Member_Account })),
    });
    expect(answer).toEqual({
      ...OK,
      MemberList: [
        { Member_Account: 'dave', Result: 1 },
        { Member_Account: 'bob', Result: 2 },
        { Member_Account: 'nobody', Result: 0 },
      ],
    });
    expect(await dave.getJoinedGroupList()).toMatchObject([{ groupID: 'team' }]);
    await expect.poll(() => bobs).toMatchObject([{ OpType: 1, List_Account: ['dave'] }]);
    await expect.poll(() => daves.map(({ ReportType }) => ReportType)).toContain(7);
  });

  test('with Silence nobody is told', async () => {
    const backend = await withTeam();
    const told = await notices(backend, 'bob');
    const body = { GroupId: 'team', MemberList: [{ Member_Account: 'dave' }] };
    await backend.ok(`${SERVICE}/add_group_member`, { ...body, Silence: 1 });
    await backend.ok(`${SERVICE}/send_group_system_notification`, { GroupId: 'team', Content: 'end' });
    await expect.poll(() => told).toMatchObject([{ UserDefinedField: 'end' }]);
  });

  test.each([
    ['a group there is not', { GroupId: 'nothing' }, 10010],
    ['nobody', { MemberList: [] }, 10004],
    ['301 users', { MemberList: Array(301).fill({ Member_Account: 'bob' }) }, 10005],
  ])('%s: it fails', async (_what, more, code) => {
    const backend = await withTeam();
    const body = { GroupId: 'team', MemberList: [{ Member_Account: 'dave' }], ...more };
    expect(await backend.code(`${SERVICE}/add_group_member`, body)).toBe(code);
  });

  test('into an AVChatRoom it fails', async () => {
    const { ok, code } = await withTeam();
    await ok(`${SERVICE}/create_group`, { Type: 'AVChatRoom', GroupId: 'room', Name: 'Room' });
    const body = { GroupId: 'room', MemberList: [{ Member_Account: 'dave' }] };
    expect(await code(`${SERVICE}/add_group_member`, body)).toBe(10007);
  });
});

describe('delete_group_member', () => {
  test.each([
    ['tells the others too', 0, ['carol']],
    ['with Silence tells only those who are put out', 1, []],
  ])('puts out, and %s', async (_what, Silence, heard) => {
    const backend = await withTeam();
    const { call, login } = backend;
    const carol = await login('carol');
    const [carols, bobs] = [await notices(backend, 'carol'), await notices(backend, 'bob')];
    const users = ['carol', 'dave'];
    const body = { GroupId: 'team', MemberToDel_Account: users, Reason: 'late', Silence };
    expect(await call(`${SERVICE}/delete_group_member`, body)).toEqual(OK);
    await expect
      .poll(() => carols)
      .toContainEqual(expect.objectContaining({ ReportType: 4, RemarkInfo: 'late' }));
    expect(bobs.flatMap(({ List_Account }) => List_Account)).toEqual(heard);
    expect(await carol.getJoinedGroupList()).toEqual([]);
  });

  test.each([
    ['a group there is not', { GroupId: 'nothing' }, 10010],
    ['nobody', { MemberToDel_Account: [] }, 10004],
    ['the owner', { MemberToDel_Account: ['alice'] }, 10007],
  ])('%s: it fails', async (_what, more, code) => {
    const backend = await withTeam();
    const body = { GroupId: 'team', MemberToDel_Account: ['bob'], ...more };
    expect(await backend.code(`${SERVICE}/delete_group_member`, body)).toBe(code);
  });

  test('out of an AVChatRoom it fails', async () => {
    const { ok, code } = await withTeam();
    await ok(`${SERVICE}/create_group`, { Type: 'AVChatRoom', GroupId: 'room', Name: 'Room' });
    const body = { GroupId: 'room', MemberToDel_Account: ['bob'] };
    expect(await code(`${SERVICE}/delete_group_member`, body)).toBe(10004);
  });
});

describe('get_group_member_info', () => {
  test('by pages, roles and fields', async () => {
    const { call, ok } = await withTeam();
    expect(await call(`${SERVICE}/get_group_member_info`, { GroupId: 'team' })).toMatchObject({
      ...OK,
      MemberNum: 3,
      MemberList: [
        { Member_Account: 'alice', Role: 'Owner', NameCard: '', ShutUpUntil: 0, MsgSeq: 0 },
        { Member_Account: 'bob', Role: 'Admin' },
        { Member_Account: 'carol', Role: 'Member' },
      ],
    });
    const ask = async (more: object) => {
      const body = { GroupId: 'team', MemberInfoFilter: ['Role'], ...more };
      const { MemberNum, MemberList } = await ok(`${SERVICE}/get_group_member_info`, body);
      return { MemberNum, MemberList };
    };
    expect(await ask({ Limit: 1, Offset: 1 })).toEqual({
      MemberNum: 3,
      MemberList: [{ Member_Account: 'bob', Role: 'Admin' }],
    });
    expect(await ask({ MemberRoleFilter: ['Owner', 'Member'] })).toEqual({
      MemberNum: 3,
      MemberList: [
        { Member_Account: 'alice', Role: 'Owner' },
        { Member_Account: 'carol', Role: 'Member' },
      ],
    });
  });

  test('of a group there is not fails', async () => {
    const { code } = await withTeam();
    expect(await code(`${SERVICE}/get_group_member_info`, { GroupId: 'nothing' })).toBe(10010);
  });
});

describe('get_joined_group_list', () => {
  async function withThree() {
    const backend = await withTeam();
    const group = (GroupId: string, Type: string) =>
      backend.ok(`${SERVICE}/create_group`, { GroupId, Type, Name: GroupId, Owner_Account: 'alice' });
    await group('work', 'Private');
    await group('room', 'AVChatRoom');
    const list = (more: object = {}) =>
      backend.ok(`${SERVICE}/get_joined_group_list`, { Member_Account: 'alice', ...more });
    return { ...backend, list };
  }

  test('names groups, by pages and types; rooms only if asked for', async () => {
    const { list } = await withThree();
    const groups = (...ids: string[]) => ids.map((GroupId) => ({ GroupId }));
    expect(await list()).toEqual({ TotalCount: 2, GroupIdList: groups('team', 'work') });
    expect(await list({ WithHugeGroups: 1 })).toMatchObject({ TotalCount: 3 });
    expect(await list({ Limit: 1, Offset: 1 })).toEqual({ TotalCount: 2, GroupIdList: groups('work') });
    expect(await list({ GroupType: 'Private' })).toEqual({ TotalCount: 1, GroupIdList: groups('work') });
  });

  test('with what the filters name', async () => {
    const { list } = await withThree();
    const ResponseFilter = { GroupBaseInfoFilter: ['Type', 'Name'], SelfInfoFilter: ['Role'] };
    expect(await list({ Limit: 1, ResponseFilter })).toEqual({
      TotalCount: 2,
      GroupIdList: [{ GroupId: 'team', Type: 'Public', Name: 'The team', SelfInfo: { Role: 'Owner' } }],
    });
  });

  test('of an unknown user fails', async () => {
    const { code } = await withTeam();
    expect(await code(`${SERVICE}/get_joined_group_list`, { Member_Account: 'nobody' })).toBe(10019);
  });
});

describe('send_group_msg', () => {
  let random = 0;
  const order = (more: object = {}) => ({
    GroupId: 'team',
    From_Account: 'alice',
    Random: ++random,
    MsgBody: text('hello'),
    ...more,
  });

  test('reaches the members, in order, and answers with time and seq', async () => {
    const { call, ok, login } = await withTeam();
    const bob = await login('bob');
    const got = inbox(bob);
    expect(await call(`${SERVICE}/send_group_msg`, order({ CloudCustomData: 'v1' }))).toEqual({
      ...OK,
      MsgTime: expect.any(Number),
      MsgSeq: 1,
    });
    const { From_Account: _, ...fromAdministrator } = order();
    expect(await ok(`${SERVICE}/send_group_msg`, fromAdministrator)).toMatchObject({ MsgSeq: 2 });
    await expect
      .poll(() => got)
      .toMatchObject([
        { sender: 'alice', groupID: 'team', seq: 1, elements: text('hello'), cloudCustomData: 'v1' },
        { sender: 'administrator', seq: 2 },
      ]);
    expect(await bob.getGroupHistoryMessageList('team', 10)).toHaveLength(2);
  });

  test('with OnlineOnlyFlag it is in no history and on no phone', async () => {
    const { hub, ok, login } = await withTeam();
    const bob = await login('bob');
    const got = inbox(bob);
    await ok(`${SERVICE}/send_group_msg`, order({ OnlineOnlyFlag: 1 }));
    await expect.poll(() => got).toMatchObject([{ isOnlineOnly: true }]);
    expect(await bob.getGroupHistoryMessageList('team', 10)).toEqual([]);
    expect(hub.store.pushes('carol')).toEqual([]);
  });

  test('OfflinePushInfo shows on the phones of those who are away', async () => {
    const { hub, ok, login } = await withTeam();
    await login('bob');
    await ok(`${SERVICE}/send_group_msg`, order({ OfflinePushInfo: { Desc: 'a call', Ext: 'e' } }));
    expect(hub.store.pushes('carol')).toMatchObject([{ groupID: 'team', desc: 'a call', ext: 'e' }]);
    expect(hub.store.pushes('bob')).toEqual([]);
  });

  test('To_Account names the only ones who get it', async () => {
    const { ok, login } = await withTeam();
    const [bobs, carols] = [inbox(await login('bob')), inbox(await login('carol'))];
    await ok(`${SERVICE}/send_group_msg`, order({ To_Account: ['carol'] }));
    await ok(`${SERVICE}/send_group_msg`, order());
    await expect.poll(() => carols).toHaveLength(2);
    await expect.poll(() => bobs).toHaveLength(1);
  });

  test('the same Random within five minutes is the same message', async () => {
    const { ok } = await withTeam();
    const same = order();
    expect(await ok(`${SERVICE}/send_group_msg`, same)).toEqual(await ok(`${SERVICE}/send_group_msg`, same));
    expect(await ok(`${SERVICE}/send_group_msg`, order())).toMatchObject({ MsgSeq: 2 });
  });

  test.each([
    ['no group', { GroupId: undefined }, 10004],
    ['a group there is not', { GroupId: 'nothing' }, 10010],
    ['no Random', { Random: undefined }, 10004],
    ['a Random of the wrong type', { Random: 'x' }, 10004],
    ['no MsgBody', { MsgBody: undefined }, 10004],
    ['a sender without an account', { From_Account: 'nobody' }, 10019],
    ['13 KB', { MsgBody: text('x'.repeat(13 * 1024)) }, 80002],
  ])('%s: it fails', async (_what, more, code) => {
    const backend = await withTeam();
    expect(await backend.code(`${SERVICE}/send_group_msg`, order(more))).toBe(code);
  });
});

describe('send_group_system_notification', () => {
  test('reaches all members, or those who are named', async () => {
    const backend = await withTeam();
    const { call, ok } = backend;
    const [bobs, carols] = [await notices(backend, 'bob'), await notices(backend, 'carol')];
    const body = { GroupId: 'team', Content: 'to carol', ToMembers_Account: ['carol'] };
    expect(await call(`${SERVICE}/send_group_system_notification`, body)).toEqual(OK);
    await ok(`${SERVICE}/send_group_system_notification`, { GroupId: 'team', Content: 'to all' });
    const notice = (UserDefinedField: string) => ({ ReportType: 255, UserDefinedField });
    await expect.poll(() => carols).toMatchObject([notice('to carol'), notice('to all')]);
    await expect.poll(() => bobs).toMatchObject([notice('to all')]);
  });

  test.each([
    ['a group there is not', { GroupId: 'nothing', Content: 'x' }, 10010],
    ['no content', { GroupId: 'team' }, 10004],
  ])('%s: it fails', async (_what, body, code) => {
    const backend = await withTeam();
    expect(await backend.code(`${SERVICE}/send_group_system_notification`, body)).toBe(code);
  });
});

describe('group_msg_get_simple', () => {
  async function withMessages(count: number) {
    const backend = await withTeam();
    for (let Random = 1; Random <= count; Random++) {
      const body = { GroupId: 'team', From_Account: 'bob', Random, MsgBody: text(`${Random}`) };
      await backend.ok(`${SERVICE}/send_group_msg`, { ...body, MsgPriority: 'High' });
    }
    const get = (more: object) =>
      backend.call(`${SERVICE}/group_msg_get_simple`, { GroupId: 'team', ...more });
    return { ...backend, get };
  }

  test('gives the newest first', async () => {
    const { get } = await withMessages(3);
    const row = (MsgSeq: number) => ({
      ...{ From_Account: 'bob', IsPlaceMsg: 0, MsgBody: text(`${MsgSeq}`), CloudCustomData: '' },
      ...{ MsgPriority: 1, MsgRandom: MsgSeq, MsgSeq, MsgTimeStamp: expect.any(Number) },
    });
    expect(await get({ ReqMsgNumber: 2 })).toEqual({
      ...OK,
      ...{ GroupId: 'team', IsFinished: 1, RspMsgList: [row(3), row(2)] },
    });
    expect(await get({ ReqMsgNumber: 2, ReqMsgSeq: 1 })).toMatchObject({ RspMsgList: [row(1)] });
  });

  test('gives 20 at most, and says when that is not all that was asked for', async () => {
    const { get } = await withMessages(21);
    const { IsFinished, RspMsgList } = await get({ ReqMsgNumber: 50 });
    expect([IsFinished, (RspMsgList as unknown[]).length]).toEqual([0, 20]);
    expect(await get({ ReqMsgNumber: 50, ReqMsgSeq: 20 })).toMatchObject({ IsFinished: 1 });
  });

  test('recalled messages are left out, or marked', async () => {
    const { ok, get } = await withMessages(2);
    await ok(`${SERVICE}/group_msg_recall`, { GroupId: 'team', MsgSeqList: [{ MsgSeq: 1 }] });
    expect((await get({ ReqMsgNumber: 5 })).RspMsgList).toMatchObject([{ MsgSeq: 2 }]);
    expect((await get({ ReqMsgNumber: 5, WithRecalledMsg: 1 })).RspMsgList).toMatchObject([
      { MsgSeq: 2, IsPlaceMsg: 0 },
      { MsgSeq: 1, IsPlaceMsg: 2 },
    ]);
  });

  test.each([
    ['no number', { ReqMsgNumber: undefined }, 10004],
    ['a group there is not', { GroupId: 'nothing', ReqMsgNumber: 1 }, 10010],
  ])('%s: it fails', async (_what, body, code) => {
    const { get } = await withMessages(0);
    expect((await get(body)).ErrorCode).toBe(code);
  });
});

describe('destroy_group', () => {
  test.each(['Public', 'Private'])('dissolves a %s group; its members hear of it', async (Type) => {
    const backend = await withTeam({ Type });
    const bob = await backend.login('bob');
    const told = await notices(backend, 'bob');
    expect(await backend.call(`${SERVICE}/destroy_group`, { GroupId: 'team' })).toEqual(OK);
    await expect.poll(() => told).toMatchObject([{ ReportType: 5 }]);
    expect(await bob.getJoinedGroupList()).toEqual([]);
    expect(await backend.code(`${SERVICE}/destroy_group`, { GroupId: 'team' })).toBe(10010);
  });
});

describe('import_group', () => {
  test('makes a group as it was, and tells nobody', async () => {
    const backend = await withTeam();
    const told = await notices(backend, 'dave');
    const old = {
      GroupId: 'old',
      Type: 'Public',
      Name: 'Old',
      Owner_Account: 'dave',
      CreateTime: 1448357837,
    };
    expect(await backend.call(`${SERVICE}/import_group`, old)).toEqual({ ...OK, GroupId: 'old' });
    expect(await backend.ok(`${SERVICE}/get_group_info`, { GroupIdList: ['old'] })).toMatchObject({
      GroupInfo: [{ CreateTime: 1448357837, Owner_Account: 'dave', MemberNum: 1 }],
    });
    await backend.ok(`${SERVICE}/send_group_system_notification`, { GroupId: 'old', Content: 'end' });
    await expect.poll(() => told).toMatchObject([{ UserDefinedField: 'end' }]);
  });

  test.each([
    ['no Name', { Name: undefined }, 10004],
    ['an id that is taken', { GroupId: 'team' }, 10021],
    ['an AVChatRoom', { Type: 'AVChatRoom' }, 10007],
  ])('%s: it fails', async (_what, more, code) => {
    const backend = await withTeam();
    const body = { GroupId: 'old', Type: 'Public', Name: 'Old', ...more };
    expect(await backend.code(`${SERVICE}/import_group`, body)).toBe(code);
  });
});
