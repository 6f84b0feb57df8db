import { expect } from 'vitest';
import { describeWith } from '../requirements.js';
import { NATIVE_SDK } from './native-sdk.js';
import { test } from './native-stage.js';
import { says } from './native-user.js';

describeWith(NATIVE_SDK, 'SDK 6.1.2155, whose C API has no signaling yet', () => {
  test('it logs in, and messages go both ways', async ({ native }) => {
    const old = await native.nativeLoggedOut('old', { version: '6.1.2155' });
    await old.ok('TIMLogin', ['str', 'str'], 'old', 'any');
    const [alice, page] = [await native.native('alice'), await native.stage.real('carol')];
    await alice.say('old', 'hello');
    expect((await old.message(says('hello'))).message_sender).toBe('alice');
    await old.say('alice', 'hello yourself');
    await alice.message(says('hello yourself'));
    await page.invite('old', 'ring', 30);
    // It can read the signal, though it has no calls to answer it.
    const { message_elem_array: elements } = await old.message(
      ({ message_elem_array: [element] }) => element?.elem_type === 3,
    );
    const { json } = await alice.json('TIMGetSignalingInfo', {
      message_elem_array: elements,
      message_conv_type: 1,
      message_conv_id: 'carol',
      message_sender: 'carol',
    });
    expect(json).toMatchObject({ signaling_info_inviter: 'carol', signaling_info_action_type: 1 });
  });
});
