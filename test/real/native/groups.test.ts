import { expect } from 'vitest';
import { describeWith } from '../requirements.js';
import { NATIVE_SDK } from './native-sdk.js';
import { test } from './native-stage.js';
import { CONVERSATION, GROUP_TYPE, type NativeUser, says, texts } from './native-user.js';

async function members(user: NativeUser, groupID: string) {
  const { json } = await user.json('TIMGroupGetMemberInfoList', {
    group_get_members_info_list_param_group_id: groupID,
    group_get_members_info_list_param_identifier_array: [],
    group_get_members_info_list_param_next_seq: 0,
  });
  const { group_get_member_info_list_result_info_array: rows } = json as Record<string, never[]>;
  return (rows as Record<string, unknown>[]).map((row) => [
    row.group_member_info_identifier,
    row.group_member_info_member_role,
  ]);
}

async function info(user: NativeUser, groupID: string): Promise<Record<string, unknown>> {
  const { json } = await user.json('TIMGroupGetGroupInfoList', [groupID]);
  return (json as { get_groups_info_result_info: Record<string, unknown> }[])[0]!.get_groups_info_result_info;
}

const tipOfType =
  (type: number) =>
  ([tip]: unknown[]) =>
    (tip as { group_tips_elem_tip_type: number }).group_tips_elem_tip_type === type;

/** TIMGroupTipType */
const TIP = { joined: 1, quit: 2, kicked: 3, admin: 4, groupChanged: 6, memberChanged: 7 } as const;

describeWith(NATIVE_SDK, 'groups of the native SDK', () => {
  test('made with members, who know it and each other', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.createGroup('team', ['bob', 'carol'], GROUP_TYPE.Public);
    await bob.knowsGroup('team');
    expect(await members(bob, 'team')).toEqual([
      ['alice', 400],
      ['bob', 200],
      ['carol', 200],
    ]);
    expect(await info(bob, 'team')).toMatchObject({
      ...{ group_detail_info_group_name: 'team', group_detail_info_group_type: GROUP_TYPE.Public },
      ...{ group_detail_info_owner_identifier: 'alice', group_detail_info_member_num: 3 },
    });
  });

  test('joined and left; the others are told', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.createGroup('team', [], GROUP_TYPE.Meeting);
    await bob.ok('TIMGroupJoin', ['str', 'str'], 'team', 'let me in');
    const joined = await alice.event('groupTip', tipOfType(TIP.joined));
    expect(joined.args[0]).toMatchObject({
      group_tips_elem_user_array: ['bob'],
      group_tips_elem_member_num: 2,
    });
    await bob.ok('TIMGroupQuit', ['str'], 'team');
    const left = await alice.event('groupTip', tipOfType(TIP.quit));
    expect(left.args[0]).toMatchObject({ group_tips_elem_op_user: 'bob', group_tips_elem_group_id: 'team' });
    expect(await members(alice, 'team')).toEqual([['alice', 400]]);
  });

  test('invited to, put out of, passed on and dissolved', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.createGroup('team', []);
    const invite = {
      group_invite_member_param_group_id: 'team',
      group_invite_member_param_identifier_array: ['bob', 'carol'],
    };
    await alice.json('TIMGroupInviteMember', invite);
    await bob.knowsGroup('team');
    const putOut = {
      group_delete_member_param_group_id: 'team',
      group_delete_member_param_identifier_array: ['carol'],
    };
    await alice.json('TIMGroupDeleteMember', putOut);
    const kicked = await bob.event('groupTip', tipOfType(TIP.kicked));
    expect(kicked.args[0]).toMatchObject({
      group_tips_elem_user_array: ['carol'],
      group_tips_elem_op_user: 'alice',
    });
    await alice.json('TIMGroupModifyGroupInfo', {
      group_modify_info_param_group_id: 'team',
      group_modify_info_param_modify_flag: 0x80000000,
      group_modify_info_param_owner: 'bob',
    });
    await expect
      .poll(() => members(bob, 'team'))
      .toEqual([
        ['alice', 200],
        ['bob', 400],
      ]);
    await expect(alice.ok('TIMGroupDelete', ['str'], 'team')).rejects.toHaveProperty('code');
  });

  test('its data, mutes and roles change for everyone', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.createGroup('team', ['bob'], GROUP_TYPE.Public);
    await bob.knowsGroup('team');
    await alice.json('TIMGroupModifyGroupInfo', {
      group_modify_info_param_group_id: 'team',
      group_modify_info_param_modify_flag: 1 | 2,
      group_modify_info_param_group_name: 'The team',
      group_modify_info_param_notification: 'read this',
    });
    const changed = await bob.event('groupTip', tipOfType(TIP.groupChanged));
    expect(changed.args[0]).toMatchObject({
      group_tips_elem_group_change_info_array: expect.arrayContaining([
        expect.objectContaining({ group_tips_group_change_info_value: 'The team' }),
        expect.objectContaining({ group_tips_group_change_info_value: 'read this' }),
      ]),
    });
    const change = { group_modify_member_info_group_id: 'team', group_modify_member_info_identifier: 'bob' };
    await alice.json('TIMGroupModifyMemberInfo', {
      ...change,
      group_modify_member_info_modify_flag: 2,
      group_modify_member_info_member_role: 300,
    });
    await bob.event('groupTip', tipOfType(TIP.admin));
    await alice.json('TIMGroupModifyMemberInfo', {
      ...change,
      group_modify_member_info_modify_flag: 4,
      group_modify_member_info_shutup_time: 60,
    });
    const muted = await bob.event('groupTip', tipOfType(TIP.memberChanged));
    expect(muted.args[0]).toMatchObject({
      group_tips_elem_member_change_info_array: [
        { group_tips_member_change_info_identifier: 'bob', group_tips_member_change_info_shutupTime: 60 },
      ],
    });
    await expect(bob.say('team', 'let me speak', { group: true })).rejects.toMatchObject({ code: 10017 });
  });

  test('attributes are shared', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.createGroup('team', ['bob']);
    await bob.knowsGroup('team');
    const attributes = [{ group_attribute_key: 'topic', group_attribute_value: 'ringing' }];
    await alice.ok('TIMGroupInitGroupAttributes', ['str', 'str'], 'team', JSON.stringify(attributes));
    const { args } = await bob.event('attributes', ([, list]) => (list as unknown[]).length > 0);
    expect(args).toEqual(['team', attributes]);
    const { json } = await bob.ok('TIMGroupGetGroupAttributes', ['str', 'str'], 'team', '["topic"]');
    expect(json).toEqual(attributes);
  });

  test('messages, mentions, modification, recall and history', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.createGroup('team', ['bob']);
    await bob.knowsGroup('team');
    const sent = await alice.say('team', 'before', { group: true, message_group_at_user_array: ['bob'] });
    expect((await bob.message(says('before'))).message_conv_id).toBe('team');
    await alice.json('TIMMsgModifyMessage', {
      ...sent,
      message_elem_array: [{ elem_type: 0, text_elem_content: 'after' }],
    });
    await bob.event('modified', ([message]) => says('after')(message as never));
    const second = await alice.say('team', 'never mind', { group: true });
    await bob.message(says('never mind'));
    await alice.ok('TIMMsgRevoke', ['str', 'int', 'str'], 'team', CONVERSATION.group, JSON.stringify(second));
    const { args } = await bob.event('recalled');
    expect(args).toMatchObject([
      { message_locator_conv_id: 'team', message_locator_seq: second.message_seq },
    ]);
    expect(texts(await bob.history('team', true))).toContain('after');
  });

  test('read, and the unread count goes down', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.createGroup('team', ['bob']);
    await bob.knowsGroup('team');
    await bob.logout();
    await alice.say('team', 'one', { group: true });
    await alice.say('team', 'two', { group: true });
    await bob.login();
    await expect.poll(async () => (await bob.conversation('team'))?.conv_unread_num).toBe(2);
    await bob.ok('TIMMsgReportReaded', ['str', 'int', 'str'], 'team', CONVERSATION.group, null);
    await expect.poll(async () => (await bob.conversation('team'))?.conv_unread_num).toBe(0);
  });
});
