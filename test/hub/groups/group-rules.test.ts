import { describe, expect, test } from 'vitest';
import type { GroupType } from '../../../src/im/group-types.js';
import { groupMessage, type Phone, World } from '../world.js';

// What each type of group allows, by the vendor's table of group types.

const SERVICE = 'group_open_http_svc';

const TYPES = ['Work', 'Public', 'Meeting', 'AVChatRoom'] as const;

interface Cast {
  world: World;
  owner: Phone;
  admin: Phone;
  member: Phone;
  other: Phone;
  stranger: Phone;
  backend: Phone;
}

/** A group of that type with an owner, an admin where the type has admins, and two members. */
async function cast(type: GroupType): Promise<Cast> {
  const world = new World();
  const [owner, admin, member, other, stranger] = [
    await world.login('owner'),
    await world.login('admin'),
    await world.login('member'),
    await world.login('other'),
    await world.login('stranger'),
  ];
  const backend = world.admin();
  const MemberList = ['admin', 'member', 'other'].map((Member_Account) => ({
    Member_Account,
    Role: 'Admin',
  }));
  await backend.ask(`${SERVICE}.create_group`, {
    ...{ Type: type, Name: 'team', GroupId: 'team', Owner_Account: 'owner' },
  });
  await backend.ask(`${SERVICE}.import_group_member`, {
    GroupId: 'team',
    MemberList: MemberList.map(({ Member_Account }) => ({
      Member_Account,
      Role: Member_Account === 'admin' ? 'Admin' : 'Member',
    })),
  });
  for (const phone of [owner, admin, member, other, stranger]) phone.take();
  return { world, owner, admin, member, other, stranger, backend };
}

const ask = (phone: Phone, command: string, body: object = {}) =>
  phone.code(`${SERVICE}.${command}`, { GroupId: 'team', ...body });

const results = async (phone: Phone, ...userIDs: string[]) => {
  const MemberList = userIDs.map((Member_Account) => ({ Member_Account }));
  const answer = await phone.answer(`${SERVICE}.add_group_member`, { GroupId: 'team', MemberList });
  return answer.ErrorCode === 0
    ? (answer.MemberList as { Result: number }[]).map(({ Result }) => Result)
    : answer.ErrorCode;
};

describe('to join by oneself', () => {
  test('is open in Meeting and AVChatRoom, impossible in Work', async () => {
    const join = async (type: GroupType) => ask((await cast(type)).stranger, 'apply_join_group');
    expect(await join('Meeting')).toBe(0);
    expect(await join('AVChatRoom')).toBe(0);
    expect(await join('Work')).toBe(10007);
  });

  test('needs the word of the owner or an admin in Public; they are told, and so is the applicant', async () => {
    const { world, owner, admin, member, stranger } = await cast('Public');
    const answer = await stranger.ask(`${SERVICE}.apply_join_group`, { GroupId: 'team', ApplyMsg: 'please' });
    expect(answer).toMatchObject({ JoinedStatus: 'WaitAdminApproval' });
    expect(world.store.member('team', 'stranger')).toBeUndefined();
    const applied = { MsgBody: { ReportType: 1, Operator_Account: 'stranger', RemarkInfo: 'please' } };
    expect(owner.take()).toMatchObject([{ Event: 5, GroupTips: [applied] }]);
    expect(admin.take()).toMatchObject([{ Event: 5, GroupTips: [applied] }]);
    expect(member.take()).toEqual([]);

    const decision = { Applicant_Account: 'stranger', HandleMsg: 'Agree', ApprovalMsg: 'welcome' };
    expect(await ask(member, 'handle_apply_join_group', decision)).toBe(10007);
    expect(await ask(admin, 'handle_apply_join_group', decision)).toBe(0);
    expect(world.store.member('team', 'stranger')).toMatchObject({ role: 'Member' });
    expect(stranger.take()[0]).toMatchObject({
      GroupTips: [{ MsgBody: { ReportType: 2, RemarkInfo: 'welcome' } }],
    });
    // The other one comes too late.
    expect(await ask(owner, 'handle_apply_join_group', decision)).toBe(10024);
  });

  test('can be refused, and asked for again', async () => {
    const { world, owner, stranger } = await cast('Public');
    await ask(stranger, 'apply_join_group');
    await ask(owner, 'handle_apply_join_group', { Applicant_Account: 'stranger', HandleMsg: 'Reject' });
    expect(stranger.take()).toMatchObject([{ GroupTips: [{ MsgBody: { ReportType: 3 } }] }]);
    expect(world.store.member('team', 'stranger')).toBeUndefined();
    expect(await ask(stranger, 'apply_join_group')).toBe(0);
    const { PendencyList } = await owner.ask(`${SERVICE}.get_pendency`);
    expect(PendencyList).toMatchObject([{ GroupId: 'team', From_Account: 'stranger' }]);
  });

  test('is a Public group’s own choice: open, by approval, not at all', async () => {
    const { owner, stranger } = await cast('Public');
    await ask(owner, 'modify_group_base_info', { ApplyJoinOption: 'DisableApply' });
    expect(await ask(stranger, 'apply_join_group')).toBe(10007);
    await ask(owner, 'modify_group_base_info', { ApplyJoinOption: 'FreeAccess' });
    const answer = await stranger.ask(`${SERVICE}.apply_join_group`, { GroupId: 'team' });
    expect(answer).toMatchObject({ JoinedStatus: 'JoinedSuccess' });
  });

  test('ends where the group is full (10014), and where there is none (10010)', async () => {
    const { owner, stranger } = await cast('Meeting');
    await ask(owner, 'modify_group_base_info', { MaxMemberNum: 4 });
    expect(await ask(stranger, 'apply_join_group')).toBe(10014);
    expect(await stranger.code(`${SERVICE}.apply_join_group`, { GroupId: 'none' })).toBe(10010);
  });
});

describe('to add others', () => {
  test('is for every member of a Work group: they are in at once, and told so', async () => {
    const { member, stranger, other } = await cast('Work');
    expect(await results(member, 'stranger', 'other')).toEqual([1, 2]);
    expect(stranger.take()[0]).toMatchObject({
      GroupTips: [{ MsgBody: { ReportType: 7, Operator_Account: 'member' } }],
    });
    expect(other.take()).toMatchObject([
      { Event: 4, GroupTips: [{ MsgBody: { OpType: 1, List_Account: ['stranger'], MemberNum: 5 } }] },
    ]);
  });

  test('is for a backend only in Public and Meeting, and for nobody in AVChatRoom', async () => {
    for (const type of ['Public', 'Meeting'] as const) {
      const { owner, backend } = await cast(type);
      expect(await results(owner, 'stranger')).toBe(10007);
      expect(await results(backend, 'stranger')).toEqual([1]);
    }
    const { owner, backend } = await cast('AVChatRoom');
    expect(await results(owner, 'stranger')).toBe(10007);
    expect(await results(backend, 'stranger')).not.toEqual([1]);
  });

  test('is not for strangers, and stops where the group is full', async () => {
    const { owner, stranger } = await cast('Work');
    expect(await results(stranger, 'stranger')).toBe(10007);
    await ask(owner, 'modify_group_base_info', { MaxMemberNum: 5 });
    expect(await results(owner, 'fifth', 'sixth')).toEqual([1, 0]);
  });
});

describe('to put others out', () => {
  const putOut = (phone: Phone, userID: string) =>
    ask(phone, 'delete_group_member', { MemberToDel_Account: [userID] });

  test('is for the owner in Work', async () => {
    const { owner, member } = await cast('Work');
    expect(await putOut(member, 'other')).toBe(10007);
    expect(await putOut(owner, 'other')).toBe(0);
  });

  test.each(['Public', 'Meeting'] as const)(
    'is for owner and admins in %s, admins ordinary members only',
    async (type) => {
      const { world, owner, admin, member } = await cast(type);
      expect(await putOut(member, 'other')).toBe(10007);
      expect(await putOut(admin, 'owner')).toBe(10007);
      expect(await putOut(admin, 'other')).toBe(0);
      await world.admin().ask(`${SERVICE}.import_group_member`, {
        GroupId: 'team',
        MemberList: [{ Member_Account: 'second', Role: 'Admin' }],
      });
      expect(await putOut(admin, 'second')).toBe(10007);
      expect(await putOut(owner, 'second')).toBe(0);
    },
  );

  test('is for nobody in AVChatRoom (10004), and never hits the owner', async () => {
    const room = await cast('AVChatRoom');
    expect(await putOut(room.owner, 'member')).toBe(10004);
    expect(await putOut(room.backend, 'member')).toBe(10004);
    const team = await cast('Public');
    expect(await putOut(team.backend, 'owner')).toBe(10007);
  });

  test('is told to all, the one who is out included', async () => {
    const { owner, member, other } = await cast('Public');
    await ask(owner, 'delete_group_member', { MemberToDel_Account: ['other'], Reason: 'spam' });
    const tip = { Event: 4, GroupTips: [{ MsgBody: { OpType: 3, List_Account: ['other'] } }] };
    expect(member.take()).toMatchObject([tip]);
    expect(other.take()).toMatchObject([
      tip,
      { GroupTips: [{ MsgBody: { ReportType: 4, RemarkInfo: 'spam' } }] },
    ]);
    await owner.ask(`${SERVICE}.send_group_msg`, groupMessage('team', 'among us'));
    expect(other.take()).toEqual([]);
  });
});

describe('to leave', () => {
  test('is for everybody; of the owners only for that of a Work group, which then has none', async () => {
    for (const type of TYPES) {
      const { world, owner, member } = await cast(type);
      expect(await ask(member, 'quit_group'), type).toBe(0);
      expect(await ask(owner, 'quit_group'), type).toBe(type === 'Work' ? 0 : 10009);
      expect(world.store.group('team')?.owner).toBe(type === 'Work' ? '' : 'owner');
    }
  });

  test('is told to the others, and to the leaver’s own devices', async () => {
    const { world, member, other } = await cast('Public');
    const pad = await world.login('member');
    await ask(member, 'quit_group');
    expect(other.take()).toMatchObject([
      { Event: 4, GroupTips: [{ MsgBody: { OpType: 2, List_Account: ['member'], MemberNum: 3 } }] },
    ]);
    expect(pad.take()).toMatchObject([{ GroupTips: [{ MsgBody: { ReportType: 8 } }] }]);
  });
});

describe('to change name, notice and the like', () => {
  test.each([
    ['Work', 0, 0],
    ['Public', 0, 10007],
    ['Meeting', 0, 10007],
    // Has no admins.
    ['AVChatRoom', 10007, 10007],
  ] as const)('in %s: owner always, admin %i, member %i', async (type, byAdmin, byMember) => {
    const { owner, admin, member, stranger } = await cast(type);
    const change = (phone: Phone) => ask(phone, 'modify_group_base_info', { Name: 'new' });
    expect(await change(owner)).toBe(0);
    expect(await change(admin)).toBe(byAdmin);
    expect(await change(member)).toBe(byMember);
    expect(await change(stranger)).toBe(10007);
  });

  test('is told to all with what is new', async () => {
    const { owner, member } = await cast('Public');
    await ask(owner, 'modify_group_base_info', { Name: 'new', Notification: 'read me' });
    const MsgGroupNewInfo = { GroupName: 'new', GroupNotification: 'read me' };
    expect(member.take()).toMatchObject([
      { Event: 4, GroupTips: [{ MsgBody: { OpType: 6, Operator_Account: 'owner', MsgGroupNewInfo } }] },
    ]);
  });
});

describe('admins', () => {
  const promote = (phone: Phone, Role = 'Admin') =>
    ask(phone, 'modify_group_member_info', { Member_Account: 'member', Role });

  test('there are in Public and Meeting only; the owner makes and unmakes them', async () => {
    for (const type of TYPES) {
      const { world, owner, admin } = await cast(type);
      const has = type === 'Public' || type === 'Meeting';
      expect(world.store.member('team', 'admin')?.role, type).toBe(has ? 'Admin' : 'Member');
      expect(await promote(admin), type).toBe(10007);
      expect(await promote(owner), type).toBe(has ? 0 : 10004);
      if (has) expect(await promote(owner, 'Member')).toBe(0);
    }
  });

  test('are told to all, and to the one it is about', async () => {
    const { owner, member, other } = await cast('Public');
    await promote(owner);
    expect(other.take()).toMatchObject([
      { GroupTips: [{ MsgBody: { OpType: 4, List_Account: ['member'] } }] },
    ]);
    expect(member.take()).toMatchObject([
      { GroupTips: [{ MsgBody: { OpType: 4 } }] },
      { GroupTips: [{ MsgBody: { ReportType: 9 } }] },
    ]);
    await promote(owner, 'Member');
    expect(member.take()).toMatchObject([
      { GroupTips: [{ MsgBody: { OpType: 5 } }] },
      { GroupTips: [{ MsgBody: { ReportType: 10 } }] },
    ]);
  });
});

describe('to pass the group on', () => {
  test('is for the owner, to another member; never in AVChatRoom', async () => {
    const { world, owner, member } = await cast('Public');
    const to = (NewOwner_Account: string) => ({ NewOwner_Account });
    expect(await ask(member, 'change_group_owner', to('member'))).toBe(10007);
    expect(await ask(owner, 'change_group_owner', to('stranger'))).toBe(10004);
    expect(await ask(owner, 'change_group_owner', to('member'))).toBe(0);
    expect(world.store.member('team', 'owner')?.role).toBe('Member');
    expect(world.store.member('team', 'member')?.role).toBe('Owner');
    const room = await cast('AVChatRoom');
    expect(await ask(room.owner, 'change_group_owner', to('member'))).toBe(10007);
  });
});

describe('to dissolve it', () => {
  test('is for the owner, in Work for a backend only; all are told, and its history is gone', async () => {
    for (const type of TYPES) {
      const { world, owner, admin, backend, stranger, member } = await cast(type);
      await owner.ask(`${SERVICE}.send_group_msg`, groupMessage('team', 'x'));
      member.take();
      expect(await ask(stranger, 'destroy_group'), type).toBe(10007);
      expect(await ask(admin, 'destroy_group'), type).toBe(10007);
      expect(await ask(owner, 'destroy_group'), type).toBe(type === 'Work' ? 10007 : 0);
      if (type === 'Work') await ask(backend, 'destroy_group');
      expect(member.take(), type).toMatchObject([{ GroupTips: [{ MsgBody: { ReportType: 5 } }] }]);
      expect(world.store.group('team')).toBeUndefined();
      expect(await ask(member, 'send_group_msg', groupMessage('team', 'x')), type).toBe(10010);
    }
  });
});

describe('to mute', () => {
  const mute = (phone: Phone, userID: string, ShutUpTime = 60) =>
    ask(phone, 'modify_group_member_info', { Member_Account: userID, ShutUpTime });
  const send = (phone: Phone) => phone.code(`${SERVICE}.send_group_msg`, groupMessage('team', 'x'));

  test('is impossible in Work (10004), for one as for all', async () => {
    const { owner, backend } = await cast('Work');
    expect(await mute(owner, 'member')).toBe(10004);
    expect(await ask(backend, 'forbid_send_msg', { Members_Account: ['member'], MuteTime: 9 })).toBe(10004);
    expect(await ask(owner, 'modify_group_base_info', { ShutUpAllMember: 'On' })).toBe(10004);
  });

  test.each(['Public', 'Meeting'] as const)(
    'is for owner and admins in %s, admins ordinary members only',
    async (type) => {
      const { owner, admin, member } = await cast(type);
      expect(await mute(member, 'other')).toBe(10007);
      expect(await mute(admin, 'other')).toBe(0);
      expect(await mute(admin, 'owner')).toBe(10007);
      expect(await mute(admin, 'admin')).toBe(10007);
      expect(await mute(owner, 'admin')).toBe(0);
    },
  );

  test('is for the owner in AVChatRoom', async () => {
    const { owner, member } = await cast('AVChatRoom');
    expect(await mute(member, 'other')).toBe(10007);
    expect(await mute(owner, 'other')).toBe(0);
  });

  test('lasts as long as was said: 10017 until then', async () => {
    const { world, owner, member } = await cast('Public');
    await mute(owner, 'member', 60);
    expect(await send(member)).toBe(10017);
    expect(await owner.ask(`${SERVICE}.get_group_muted_account`, { GroupId: 'team' })).toMatchObject({
      MutedAccountList: [{ Member_Account: 'member', MutedUntil: world.hub.seconds() + 60 }],
    });
    await world.clock.advance(60_000);
    expect(await send(member)).toBe(0);
    await mute(owner, 'member', 60);
    await mute(owner, 'member', 0);
    expect(await send(member)).toBe(0);
  });

  test('can be of all: owner and admins may still speak, and a backend in anybody’s name', async () => {
    const { owner, admin, member, backend } = await cast('Public');
    await ask(owner, 'modify_group_base_info', { ShutUpAllMember: 'On' });
    expect([await send(owner), await send(admin), await send(member)]).toEqual([0, 0, 10017]);
    const asMember = { ...groupMessage('team', 'x'), From_Account: 'member' };
    expect(await backend.code(`${SERVICE}.send_group_msg`, asMember)).toBe(0);
    await ask(owner, 'modify_group_base_info', { ShutUpAllMember: 'Off' });
    expect(await send(member)).toBe(0);
  });

  test('is told to all with its length', async () => {
    const { backend, other } = await cast('Public');
    await ask(backend, 'forbid_send_msg', { Members_Account: ['member', 'nobody here'], MuteTime: 30 });
    const MsgMemberInfo = [{ User_Account: 'member', ShutupTime: 30 }];
    expect(other.take()).toMatchObject([{ GroupTips: [{ MsgBody: { OpType: 7, MsgMemberInfo } }] }]);
  });
});

describe('history', () => {
  const write = (phone: Phone, text: string) =>
    phone.ask(`${SERVICE}.send_group_msg`, groupMessage('team', text));
  const read = async (phone: Phone) => {
    const { RspMsgList } = await phone.ask(`${SERVICE}.group_msg_get`, { GroupId: 'team', ReqMsgNumber: 9 });
    return (RspMsgList as { MsgBody: [{ MsgContent: { Data: string } }] }[]).map(
      ({ MsgBody }) => MsgBody[0].MsgContent.Data,
    );
  };

  test('is kept but for AVChatRoom, whose messages only those online get', async () => {
    for (const type of TYPES) {
      const { owner, member } = await cast(type);
      await write(owner, 'one');
      expect(member.take(), type).toMatchObject([{ Event: 3 }]);
      expect(await read(member), type).toEqual(type === 'AVChatRoom' ? [] : ['one']);
    }
  });

  test('of before one’s joining is shown in Meeting, and not in Work and Public', async () => {
    for (const type of ['Work', 'Public', 'Meeting'] as const) {
      const { world, owner, stranger, backend } = await cast(type);
      await write(owner, 'before');
      await world.clock.advance(1000);
      expect(await results(backend, 'stranger')).toEqual([1]);
      await write(owner, 'after');
      expect(await read(stranger), type).toEqual(type === 'Meeting' ? ['after', 'before'] : ['after']);
      expect(await read(owner), type).toEqual(['after', 'before']);
      const named = { GroupId: 'team', ReqMsgSeqList: [1, 2] };
      const { RspMsgList } = await stranger.ask(`${SERVICE}.group_msg_get`, named);
      expect(RspMsgList).toHaveLength(type === 'Meeting' ? 2 : 1);
    }
  });

  test('is for members only', async () => {
    const { stranger, backend } = await cast('Public');
    expect(await ask(stranger, 'group_msg_get')).toBe(10007);
    expect(await ask(backend, 'group_msg_get')).toBe(0);
  });

  test('counts as unread in Work and Public only', async () => {
    for (const type of TYPES) {
      const { owner, member } = await cast(type);
      await write(owner, 'one');
      const { SessionItem } = await member.ask('recentcontact.page_get');
      const counted = { Work: [1], Public: [1], Meeting: [0], AVChatRoom: [] }[type];
      expect((SessionItem as { UnreadMsgCount: number }[]).map((item) => item.UnreadMsgCount)).toEqual(
        counted,
      );
    }
  });
});

test('a group takes 200 members unless told otherwise, a Meeting 6000, an AVChatRoom any number', async () => {
  const most = async (type: GroupType) => (await cast(type)).world.store.group('team')?.maxMemberNum;
  expect(await Promise.all(TYPES.map(most))).toEqual([200, 200, 6000, 0]);
});

test('the older names Private and ChatRoom are Work and Meeting, and are what SDKs are told', async () => {
  const world = new World();
  const alice = await world.login('alice');
  for (const [Type, type] of [
    ['Private', 'Work'],
    ['ChatRoom', 'Meeting'],
  ] as const) {
    const answer = await alice.ask(`${SERVICE}.create_group`, { Type, GroupId: Type, Name: 'x' });
    expect(answer.Type).toBe(Type);
    expect(world.store.group(Type)?.type).toBe(type);
  }
  expect(await alice.code(`${SERVICE}.create_group`, { Type: 'Club', Name: 'x' })).toBe(10004);
});

test('a group’s ID is taken once: 10021, to its owner 10025; a bad one is 10015, none is made up', async () => {
  const world = new World();
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  const create = (GroupId: string) => ({ Type: 'Work', Name: 'x', GroupId });
  expect(await alice.code(`${SERVICE}.create_group`, create('team'))).toBe(0);
  expect(await alice.code(`${SERVICE}.create_group`, create('team'))).toBe(10025);
  expect(await bob.code(`${SERVICE}.create_group`, create('team'))).toBe(10021);
  expect(await bob.code(`${SERVICE}.create_group`, create('@TGS#mine'))).toBe(10015);
  expect(await bob.code(`${SERVICE}.create_group`, create('a b'))).toBe(10015);
  expect((await bob.ask(`${SERVICE}.create_group`, create(''))).GroupId).toMatch(/^@TGS#\w+$/);
});

test('who is in a group, in which role, muted or online, is its members’ business', async () => {
  const { member, stranger, backend } = await cast('Public');
  const commands: [string, object][] = [
    ['get_group_member_info', {}],
    ['get_specified_group_member_info', { Member_List_Account: ['owner'] }],
    ['get_role_in_group', { User_Account: ['owner'] }],
    ['get_group_muted_account', {}],
    ['get_group_shutted_uin', {}],
    ['get_online_member_num', {}],
  ];
  for (const [command, body] of commands) {
    expect([command, await ask(stranger, command, body)]).toEqual([command, 10007]);
    expect([command, await ask(member, command, body)]).toEqual([command, 0]);
    expect([command, await ask(backend, command, body)]).toEqual([command, 0]);
  }
});

test('messages asked for by their numbers come without recalled ones, unless those are wanted', async () => {
  const { owner, member } = await cast('Work');
  for (const text of ['one', 'two']) {
    await owner.ask(`${SERVICE}.send_group_msg`, groupMessage('team', text));
  }
  await owner.ask(`${SERVICE}.group_msg_recall`, { GroupId: 'team', MsgSeqList: [{ MsgSeq: 1 }] });
  const seqs = async (more: object) => {
    const body = { GroupId: 'team', ReqMsgSeqList: [1, 2], ...more };
    const { RspMsgList } = await member.ask(`${SERVICE}.group_msg_get`, body);
    return (RspMsgList as { MsgSeq: number }[]).map(({ MsgSeq }) => MsgSeq);
  };
  expect(await seqs({})).toEqual([2]);
  expect(await seqs({ WithRecalledMsg: 0 })).toEqual([2]);
  expect(await seqs({ WithRecalledMsg: 1 })).toEqual([1, 2]);
});
