import { describe, expect, onTestFinished, test } from 'vitest';
import { V2TIMManager } from '../../src/device/v2tim-manager.js';
import { HubRuntime } from '../../src/gateway/hub-runtime.js';
import type { Session } from '../../src/hub/core/session.js';
import { parseSeed } from '../../src/hub/seed/parse.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { customElement, textElement } from '../../src/im/elements.js';
import type { ResponseBody } from '../../src/im/wire.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';

const SEED = parseSeed(`
users: [alice, {id: bob, nick: Bob, online: true}]
groups: [{id: team, owner: alice, members: [bob]}]
messages: [{from: bob, to: alice, text: hello}]`);

/** A running hub with a seed, an app's device of alice on it, and a bare line of carol's. */
class Stage {
  readonly clock = new VirtualClock();
  readonly runtime = new HubRuntime({
    store: new MemoryStore(),
    clock: this.clock,
    entropy: seededEntropy(1),
    seed: SEED,
  });
  readonly alice = new V2TIMManager();
  readonly heard: string[] = [];

  static async open(): Promise<Stage> {
    const stage = new Stage();
    const { runtime, alice, heard } = stage;
    onTestFinished(() => runtime.close());
    await stage.until(runtime.start());
    alice.initSDK(1400000001, { hub: runtime.hub, entropy: seededEntropy(2) });
    alice.addSDKListener({
      onConnecting: () => heard.push('connecting'),
      onConnectSuccess: () => heard.push('connected'),
      onKickedOffline: () => heard.push('kicked offline'),
      onUserSigExpired: () => heard.push('UserSig expired'),
    });
    alice.addSignalingListener({ onReceiveNewInvitation: (_id, inviter) => heard.push(`${inviter} calls`) });
    await stage.until(alice.login('alice', 'any'));
    heard.length = 0;
    return stage;
  }

  /** Lets a promise that needs the hub come to its end. */
  async until<Value>(promise: Promise<Value>): Promise<Value> {
    let done = false;
    promise.then(
      () => {
        done = true;
      },
      () => {
        done = true;
      },
    );
    while (!done) await this.clock.settle();
    return promise;
  }

  line(credentials: object): { session: Session; closed: string[] } {
    const closed: string[] = [];
    const own = { sdkAppID: 1, platform: 'Web', device: 'page', ...credentials };
    const session = this.runtime.hub.open(own, { push() {}, close: (reason) => closed.push(reason) });
    return { session, closed };
  }

  ask(session: Session, command: string, body: object = {}): Promise<ResponseBody> {
    return this.until(this.runtime.hub.request(session, command, body));
  }

  users(): string[] {
    return this.runtime.hub.store.accounts().map(({ userID }) => userID);
  }

  history(): unknown[] {
    return this.runtime.hub.store.c2cHistory('alice', 'bob', { limit: 9 }).map(({ wire }) => wire.MsgBody[0]);
  }
}

const LOGIN = 'im_open_status.wslogin';

describe('a reset, while apps are connected', () => {
  test('goes back to the seed: its users, groups and messages, and its virtual users are online', async () => {
    const stage = await Stage.open();
    const { runtime, alice } = stage;
    await stage.until(alice.sendMessage(textElement('more'), 'bob', ''));
    await stage.until(runtime.users.login('dave', {}, () => {}));
    expect(stage.users()).toEqual(['alice', 'bob', 'dave']);
    expect(stage.history()).toHaveLength(2);
    await stage.until(runtime.reset());
    expect(stage.users()).toEqual(['alice', 'bob']);
    expect(stage.history()).toEqual([textElement('hello')]);
    expect(runtime.hub.store.group('team')?.owner).toBe('alice');
    expect(runtime.users.of('bob').map((device) => device.online)).toEqual([true]);
    expect(runtime.users.of('dave')).toEqual([]);
  });

  test('goes back to nothing if told so', async () => {
    const stage = await Stage.open();
    await stage.until(stage.runtime.reset({ empty: true }));
    expect(stage.users()).toEqual([]);
    expect(stage.runtime.hub.store.groups()).toEqual([]);
    expect(stage.runtime.users.of('bob')).toEqual([]);
  });

  test('a device sees its line break, and logs in anew by itself with its UserSig', async () => {
    const stage = await Stage.open();
    const { runtime, alice, heard, clock } = stage;
    await stage.until(runtime.reset());
    expect(runtime.hub.sessions.isOnline('alice')).toBe(false);
    expect(heard).toEqual(['connecting']);
    await clock.advance(2000);
    expect(heard).toEqual(['connecting', 'connected']);
    expect(runtime.hub.sessions.isOnline('alice')).toBe(true);
    await stage.until(runtime.users.login('bob', {}, () => {}));
    const bob = runtime.users.of('bob')[0]!;
    await stage.until(bob.manager.invite('alice', 'x', false, undefined, 30).sent);
    expect(heard.at(-1)).toBe('bob calls');
    expect(alice.getLoginUser()).toBe('alice');
  });

  test('a Web SDK’s line is closed; its A2Key is worth nothing any more, so that it asks its app to log in', async () => {
    const stage = await Stage.open();
    const before = stage.line({ identifier: 'carol' });
    await stage.ask(before.session, LOGIN);
    const { a2 } = before.session;
    await stage.until(stage.runtime.reset());
    expect(before.closed).toEqual(['the hub was reset']);
    expect(await stage.ask(before.session, LOGIN)).toMatchObject({ ErrorCode: -10004 });
    expect(await stage.ask(stage.line({ a2 }).session, LOGIN)).toMatchObject({ ErrorCode: 70001 });
    expect(stage.users()).not.toContain('carol');
  });

  test('what was on its way is let out before; what was sent is forgotten, also as a repeat', async () => {
    const stage = await Stage.open();
    const { hub } = stage.runtime;
    const { session } = stage.line({ identifier: 'carol' });
    await stage.ask(session, LOGIN);
    const body = { To_Account: 'bob', MsgSeq: 1, MsgRandom: 2, MsgBody: [customElement('x')] };
    const answer = hub.request(session, 'openim.sendmsg', body);
    await stage.until(stage.runtime.reset());
    expect(await answer).toMatchObject({ ErrorCode: 0 });
    const again = stage.line({ identifier: 'carol' }).session;
    await stage.ask(again, LOGIN);
    await stage.ask(again, 'openim.sendmsg', body);
    expect(hub.store.c2cHistory('carol', 'bob', { limit: 9 })).toHaveLength(1);
  });

  test('an invitation in the air is gone, and rings nobody later', async () => {
    const stage = await Stage.open();
    const { runtime, heard, clock } = stage;
    const bob = runtime.users.of('bob')[0]!;
    await stage.until(bob.manager.invite('alice', 'x', false, undefined, 30).sent);
    expect(heard).toEqual(['bob calls']);
    expect(runtime.tracker.all()).toHaveLength(1);
    await stage.until(runtime.reset());
    expect(runtime.tracker.all()).toEqual([]);
    await clock.advance(60_000);
    expect(runtime.tracker.all()).toEqual([]);
    expect(heard).toEqual(['bob calls', 'connecting', 'connected']);
  });
});

test('users whom the seed brings online are so again after the hub was killed', async () => {
  const stage = await Stage.open();
  const store = new MemoryStore();
  store.restore(stage.runtime.snapshot());
  const next = new HubRuntime({ store, clock: stage.clock, entropy: seededEntropy(3), seed: SEED });
  onTestFinished(() => next.close());
  await stage.until(next.start());
  expect(next.users.of('bob').map((device) => device.online)).toEqual([true]);
});

describe('a snapshot, restored while apps are connected', () => {
  test('brings back users, messages, and the log-ins: a line goes on by its A2Key', async () => {
    const stage = await Stage.open();
    const { runtime } = stage;
    const before = stage.line({ identifier: 'carol' });
    await stage.ask(before.session, LOGIN);
    const { a2 } = before.session;
    const snapshot = runtime.snapshot();
    await stage.until(runtime.reset({ empty: true }));
    await stage.until(runtime.restore(snapshot));
    expect(stage.users()).toEqual(['alice', 'bob', 'carol']);
    expect(stage.history()).toEqual([textElement('hello')]);
    expect(await stage.ask(stage.line({ a2 }).session, LOGIN)).toMatchObject({ ErrorCode: 0, A2Key: a2 });
    expect(runtime.users.of('bob').map((device) => device.online)).toEqual([true]);
  });

  test('brings back live invitations: they can be answered still', async () => {
    const stage = await Stage.open();
    const { runtime, alice, clock } = stage;
    const call = alice.invite('bob', 'x', false, undefined, 60);
    await stage.until(call.sent);
    const snapshot = runtime.snapshot();
    await stage.until(runtime.reset());
    await stage.until(runtime.restore(snapshot));
    await clock.advance(2000);
    const bob = runtime.users.of('bob')[0]!;
    await stage.until(bob.manager.accept(call.inviteID!, ''));
    expect(runtime.tracker.get(call.inviteID!)?.endedAt).toBe(clock.now());
  });

  test('a snapshot of a snapshot is the same', async () => {
    const stage = await Stage.open();
    const { runtime } = stage;
    const snapshot = runtime.snapshot();
    await stage.until(runtime.restore(snapshot));
    const { documents: before, ...rest } = snapshot;
    const { documents: after, ...same } = runtime.snapshot();
    expect(same).toEqual(rest);
    expect(after.map(({ kind, key }) => [kind, key])).toEqual(before.map(({ kind, key }) => [kind, key]));
  });
});

test('the virtual devices of a user go with the account', async () => {
  const stage = await Stage.open();
  const { runtime } = stage;
  const admin = runtime.hub.openAdmin('administrator', 1400000001);
  expect(runtime.users.of('bob')).toHaveLength(1);
  await stage.until(
    runtime.hub.request(admin, 'im_open_login_svc.account_delete', { DeleteItem: [{ UserID: 'bob' }] }),
  );
  await stage.clock.advance(10_000);
  expect(runtime.users.of('bob')).toEqual([]);
  const { messages: _, ...rest } = runtime.snapshot();
  expect(JSON.stringify(rest)).not.toContain('"bob');
});

test('a hub that is closed leaves no timer behind, whatever was going on', async () => {
  const stage = await Stage.open();
  const { runtime, clock } = stage;
  const bob = runtime.users.of('bob')[0]!;
  // An invitation whose time runs, a log-in kicked out by another, a REST call on its way, an invite on its way.
  await stage.until(bob.manager.invite('alice', 'x', false, undefined, 30).sent);
  const kicked = stage.line({ identifier: 'carol', device: 'one' });
  await stage.ask(kicked.session, LOGIN);
  await stage.ask(stage.line({ identifier: 'carol', device: 'two' }).session, LOGIN);
  const admin = runtime.hub.openAdmin('administrator', 1);
  void runtime.hub.request(admin, 'im_open_login_svc.account_import', { UserID: 'dave' });
  bob.manager.invite('alice', 'y', false, undefined, 30).sent.catch(() => {});
  stage.alice.unInitSDK();
  runtime.close();
  await clock.settle();
  expect(clock.nextTimerAt()).toBeUndefined();
});
