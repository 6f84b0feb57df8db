import type { Message } from '@tencentcloud/chat';
import { expect } from 'vitest';
import { received, say } from '../../real-sdk/talk.js';
import { describeWith } from '../requirements.js';
import { NATIVE_SDK } from './native-sdk.js';
import { test } from './native-stage.js';
import { CONVERSATION, says, texts } from './native-user.js';

describeWith(NATIVE_SDK, 'messages of the native SDK', () => {
  test('a text goes to a native and to a Web user, and comes back', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    const carol = await native.stage.real('carol');
    const onPage = received(carol, (message: Message) => message.payload.text === 'hello page');
    await alice.say('bob', 'hello bob', { message_cloud_custom_str: '{"reply":1}' });
    await alice.say('carol', 'hello page');
    const { message_sender, message_cloud_custom_str } = await bob.message(says('hello bob'));
    expect({ message_sender, message_cloud_custom_str }).toEqual({
      message_sender: 'alice',
      message_cloud_custom_str: '{"reply":1}',
    });
    expect((await onPage).from).toBe('alice');
    await say(carol, 'alice', 'hello phone');
    expect((await alice.message(says('hello phone'))).message_sender).toBe('carol');
  });

  test.for([
    [
      'custom',
      {
        elem_type: 3,
        custom_elem_data: 'd',
        custom_elem_desc: 'e',
        custom_elem_ext: 'x',
        custom_elem_sound: 's',
      },
    ],
    ['face', { elem_type: 6, face_elem_index: 3, face_elem_buf: 'smile' }],
    [
      'location',
      { elem_type: 7, location_elem_desc: 'here', location_elem_longitude: 1.5, location_elem_latitude: 2.5 },
    ],
  ] as const)('a %s element arrives as it was sent', async ([, element], { native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.send('bob', [element]);
    const { message_elem_array } = await bob.message(() => true);
    expect(message_elem_array).toEqual([element]);
  });

  test('a file is refused at once: there is nowhere to put it', async ({ native }) => {
    const alice = await native.native('alice');
    const element = {
      elem_type: 4,
      file_elem_file_path: '/etc/hostname',
      file_elem_file_name: 'name',
      file_elem_file_size: 5,
    };
    await expect(alice.send('bob', [element])).rejects.toMatchObject({ code: 7013 });
  });

  test('an online-only message is marked so, and in no history', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await alice.say('bob', 'now or never', { message_is_online_msg: true });
    expect((await bob.message(says('now or never'))).message_is_online_msg).toBe(true);
    const admin = native.hub.openAdmin('administrator', 0);
    const range = { MaxCnt: 10, MinTime: 0, MaxTime: 4_000_000_000 };
    const body = { Operator_Account: 'bob', Peer_Account: 'alice', ...range };
    expect(await native.hub.request(admin, 'openim.admin_getroammsg', body)).toMatchObject({ MsgCnt: 0 });
  });

  test('a modified message is modified everywhere', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    const sent = await alice.say('bob', 'before');
    await bob.message(says('before'));
    const change = { ...sent, message_elem_array: [{ elem_type: 0, text_elem_content: 'after' }] };
    await alice.json('TIMMsgModifyMessage', change);
    await bob.event('modified', ([message]) => says('after')(message as never));
    expect(texts(await bob.history('alice'))).toEqual(['after']);
  });

  test('a recalled message is recalled everywhere', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    const sent = await alice.say('bob', 'never mind');
    await bob.message(says('never mind'));
    await alice.ok('TIMMsgRevoke', ['str', 'int', 'str'], 'bob', CONVERSATION.c2c, JSON.stringify(sent));
    const { args } = await bob.event('recalled');
    expect(args).toMatchObject([{ message_locator_seq: sent.message_seq, message_locator_is_revoked: true }]);
  });

  test('the writer hears that it was read, and the unread count goes down', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    // SDK 8.0 takes the count from the sync at log-in; what is pushed later does not add to it.
    await bob.logout();
    await alice.say('bob', 'read me');
    await bob.login();
    await expect.poll(async () => (await bob.conversation('alice'))?.conv_unread_num).toBe(1);
    await bob.ok('TIMMsgReportReaded', ['str', 'int', 'str'], 'alice', CONVERSATION.c2c, null);
    const { args } = await alice.event('read');
    expect(args).toMatchObject([{ msg_receipt_conv_id: 'bob', msg_receipt_conv_type: 1 }]);
    await expect.poll(async () => (await bob.conversation('alice'))?.conv_unread_num).toBe(0);
  });

  test('what came while away is there at log-in, with its unread count and its conversation', async ({
    native,
  }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await bob.logout();
    await alice.say('bob', 'one');
    await alice.say('bob', 'two');
    await bob.login();
    await bob.message(says('two'));
    await expect.poll(() => bob.conversation('alice')).toMatchObject({ conv_unread_num: 2 });
    expect(texts(await bob.history('alice'))).toEqual(['two', 'one']);
  });

  test('a new device has the history, page by page', async ({ native }) => {
    const alice = await native.native('alice');
    for (let number = 1; number <= 25; number++) await alice.say('bob', `message ${number}`);
    const bob = await native.native('bob');
    const newest = await bob.history('alice');
    expect(texts(newest)).toEqual(Array.from({ length: 20 }, (_, i) => `message ${25 - i}`));
    const query = {
      msg_getmsglist_param_count: 20,
      msg_getmsglist_param_is_ramble: true,
      msg_getmsglist_param_is_forward: false,
      msg_getmsglist_param_last_msg: newest.at(-1),
    };
    const types = ['str', 'int', 'str'];
    const { json } = await bob.ok(
      'TIMMsgGetMsgList',
      types,
      'alice',
      CONVERSATION.c2c,
      JSON.stringify(query),
    );
    expect(texts(json as never)).toEqual(Array.from({ length: 5 }, (_, i) => `message ${5 - i}`));
  });

  test('who is on the block list is not heard, and is not told so', async ({ native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    const { json } = await bob.json('TIMFriendshipAddToBlackList', ['alice']);
    expect(json).toMatchObject([{ friend_result_identifier: 'alice', friend_result_code: 0 }]);
    await alice.say('bob', 'hello');
    await bob.json('TIMFriendshipDeleteFromBlackList', ['alice']);
    await alice.say('bob', 'hello again');
    await bob.message(says('hello again'));
    expect(texts(await bob.history('alice'))).toEqual(['hello again']);
  });

  test('or is refused, where the hub is set so', async ({ tellingBlocked: native }) => {
    const [alice, bob] = await Promise.all([native.native('alice'), native.native('bob')]);
    await bob.json('TIMFriendshipAddToBlackList', ['alice']);
    await expect(alice.say('bob', 'hello')).rejects.toMatchObject({ code: 20007 });
    await expect(alice.invite('bob', 'ring', 30)).rejects.toMatchObject({ code: 20007 });
  });
});
