import type { Message } from '@tencentcloud/chat';
import { describe, expect } from 'vitest';
import { ACK_WAIT_MS } from '../../src/gateway/websocket/redelivery-queue.js';
import { HeldClock } from '../gateway/held-clock.js';
import { Chat } from './real-user.js';
import { Stage, test } from './stage.js';
import { received, say, says } from './talk.js';

const ACK = 'openim.ws_msg_push_ack';
const PUSH = 'im_open_push.msg_push';

describe.concurrent("the real Web SDK's line", () => {
  test('each push is acknowledged', async ({ stage }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const pushed = stage.frame('bob', 'down', PUSH, ({ body }) => JSON.stringify(body).includes('hello'));
    const acknowledged = stage.frame('bob', 'up', ACK);
    await say(alice, 'bob', 'hello');
    const { SessionData } = (await pushed).body as { SessionData: string };
    expect((await acknowledged).body).toEqual({ SessionData });
    expect(bob.chat.isReady()).toBe(true);
  });

  test('a push whose acknowledgement got lost comes again, and the app hears it once', async () => {
    const clock = new HeldClock();
    const stage = await Stage.open({ clock });
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    await stage.quiet();
    bob.lose(ACK);
    const once = received(bob, says('one'));
    await say(alice, 'bob', 'one');
    await once;
    const again = stage.frame('bob', 'up', ACK);
    clock.pass(ACK_WAIT_MS);
    await again;
    const atBob = received(bob, says('two'));
    await say(alice, 'bob', 'two');
    await atBob;
    const heard = bob.events
      .filter(({ name }) => name === Chat.EVENT.MESSAGE_RECEIVED)
      .flatMap(({ data }) => (data as Message[]).map(({ payload }) => payload.text));
    expect(heard).toEqual(['one', 'two']);
    await stage.close();
  });

  test('an invitation whose acknowledgement got lost rings once; one for online users only rings again', async () => {
    const clock = new HeldClock();
    const stage = await Stage.open({ clock });
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    const acquainted = received(bob, says('hello'));
    await say(alice, 'bob', 'hello');
    await acquainted;
    await stage.quiet();
    const rings: string[] = [];
    for (const onlineUserOnly of [false, true]) {
      bob.lose(ACK);
      const id = await alice.invite('bob', 'ring', 30, onlineUserOnly);
      rings.push(id);
      await bob.hear('onReceiveNewInvitation', id);
      const again = stage.frame('bob', 'up', ACK);
      clock.pass(ACK_WAIT_MS);
      await again;
    }
    rings.push(await alice.invite('bob', 'ring', 30));
    await bob.hear('onReceiveNewInvitation', rings[2]);
    const [kept, online, last] = rings;
    expect(bob.heard.map(({ inviteID }) => inviteID)).toEqual([kept, online, online, last]);
    await stage.close();
  });

  test('what went into a dead line is heard on the next one, also what no history keeps', async ({
    stage,
  }) => {
    const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
    bob.stall();
    const id = await alice.invite('bob', 'ring', 30, true);
    await bob.cut();
    await bob.hear('onReceiveNewInvitation', id);
    await bob.accept(id, 'still here');
    await alice.hear('onInviteeAccepted', id);
  });

  test('kicked out while its line is down, it learns of it when it comes back', async ({ stage }) => {
    const first = await stage.real('alice');
    const kicked = first.event(Chat.EVENT.KICKED_OUT);
    await stage.quiet();
    await first.unplug();
    const second = await stage.real('alice');
    first.plug();
    expect(await kicked).toMatchObject({ type: Chat.TYPES.KICKED_OUT_MULT_ACCOUNT });
    expect(first.chat.getLoginUser()).toBe('');
    expect(second.chat.isReady()).toBe(true);
  });
});
