import { expect } from 'vitest';
import { describeWith } from '../requirements.js';
import { NATIVE_SDK } from './native-sdk.js';
import { test } from './native-stage.js';
import type { NativeUser } from './native-user.js';

async function friends(user: NativeUser): Promise<unknown[]> {
  const { json } = await user.ok('TIMFriendshipGetFriendProfileList', []);
  return (json as Record<string, unknown>[]).map(
    ({ friend_profile_identifier: id, friend_profile_remark: remark }) => [id, remark],
  );
}

const added = (userID: string, more: Record<string, unknown> = {}) => ({
  friendship_add_friend_param_identifier: userID,
  friendship_add_friend_param_friend_type: 1,
  friendship_add_friend_param_remark: 'an old friend',
  friendship_add_friend_param_add_source: 'AddSource_Type_Test',
  friendship_add_friend_param_add_wording: 'it is me',
  ...more,
});

describeWith(NATIVE_SDK, 'profiles and relations of the native SDK', () => {
  test('a profile that one sets, the other reads', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.json('TIMProfileModifySelfUserProfile', {
      user_profile_item_nick_name: 'Al',
      user_profile_item_face_url: 'https://example.com/al.png',
      user_profile_item_level: 7,
    });
    const { json } = await bob.json('TIMProfileGetUserProfileList', {
      friendship_getprofilelist_param_identifier_array: ['alice'],
      friendship_getprofilelist_param_force_update: true,
    });
    expect(json).toMatchObject([
      {
        ...{ user_profile_identifier: 'alice', user_profile_nick_name: 'Al', user_profile_level: 7 },
        user_profile_face_url: 'https://example.com/al.png',
      },
    ]);
  });

  test('friends are added, renamed, checked and deleted', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.json('TIMFriendshipAddFriend', added('bob'));
    await bob.event('friendsAdded');
    expect(await friends(alice)).toEqual([['bob', 'an old friend']]);
    await alice.json('TIMFriendshipModifyFriendProfile', {
      friendship_modify_friend_profile_param_identifier: 'bob',
      friendship_modify_friend_profile_param_item: { friend_profile_item_remark: 'Bobby' },
    });
    expect(await friends(alice)).toEqual([['bob', 'Bobby']]);
    const check = {
      friendship_check_friendtype_param_check_type: 1,
      friendship_check_friendtype_param_identifier_array: ['bob'],
    };
    const { json } = await alice.json('TIMFriendshipCheckFriendType', check);
    expect(json).toMatchObject([{ friendship_check_friendtype_result_relation: 3 }]);
    await alice.json('TIMFriendshipDeleteFriend', {
      friendship_delete_friend_param_friend_type: 1,
      friendship_delete_friend_param_identifier_array: ['bob'],
    });
    await bob.event('friendsDeleted');
    expect(await friends(alice)).toEqual([]);
  });

  test('who wants to be asked is asked', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await bob.json('TIMProfileModifySelfUserProfile', { user_profile_item_add_permission: 2 });
    const { json } = await alice.json('TIMFriendshipAddFriend', added('bob'));
    expect(json).toMatchObject({ friend_result_code: 30539 });
    await bob.event('friendRequests');
    const { json: page } = await bob.json('TIMFriendshipGetPendencyList', {
      friendship_get_pendency_list_param_type: 0,
      friendship_get_pendency_list_param_start_seq: 0,
      friendship_get_pendency_list_param_start_time: 0,
      friendship_get_pendency_list_param_limited_size: 10,
    });
    expect(page).toMatchObject({
      pendency_page_pendency_info_array: [
        { friend_add_pendency_info_identifier: 'alice', friend_add_pendency_info_add_wording: 'it is me' },
      ],
    });
    await bob.json('TIMFriendshipHandleFriendAddRequest', {
      ...{ friend_response_identifier: 'alice', friend_response_action: 1 },
      ...{ friend_response_remark: '', friend_response_group_name: '' },
    });
    expect((await friends(alice)).map((friend) => (friend as unknown[])[0])).toEqual(['bob']);
  });

  test('the block list', async ({ native }) => {
    const alice = await native.native('alice');
    await alice.json('TIMFriendshipAddToBlackList', ['mallory']);
    await alice.event('blocked');
    const { json } = await alice.ok('TIMFriendshipGetBlackList', []);
    expect(json).toMatchObject([{ friend_profile_identifier: 'mallory' }]);
    await alice.json('TIMFriendshipDeleteFromBlackList', ['mallory']);
    await alice.event('unblocked');
    expect((await alice.ok('TIMFriendshipGetBlackList', [])).json).toEqual([]);
  });

  test('who is online, asked and told', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    const { json } = await alice.json('TIMGetUserStatus', ['bob', 'carol']);
    expect(json).toMatchObject([
      { user_status_identifier: 'bob', user_status_status_type: 1 },
      { user_status_identifier: 'carol', user_status_status_type: 3 },
    ]);
    await alice.json('TIMSubscribeUserStatus', ['bob']);
    await bob.json('TIMSetSelfStatus', { user_status_custom_status: 'busy' });
    await alice.event(
      'userStatus',
      ([status]) => (status as Record<string, unknown>).user_status_custom_status === 'busy',
    );
    await bob.logout();
    await alice.event(
      'userStatus',
      ([status]) => (status as Record<string, unknown>).user_status_status_type === 3,
    );
  });
});
