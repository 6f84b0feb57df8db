import { beforeEach, describe, expect, test } from 'vitest';
import type { SDKConfig } from '../../src/device/config.js';
import { type KeptInvitation, MemoryInvitationStore } from '../../src/device/invitation-store.js';
import { ACTION } from '../../src/signaling/action.js';
import { type Actor, codeOf, Stage } from './stage.js';

/** Live invitations outlive the process too, as those of a hub's virtual users do. */
class KeepingStore extends MemoryInvitationStore {
  #kept = new Map<string, KeptInvitation>();

  override live(): KeptInvitation[] {
    return [...this.#kept.values()];
  }

  override put(kept: KeptInvitation): void {
    this.#kept.set(kept.invitation.inviteID, kept);
  }

  override end(inviteID: string): void {
    this.#kept.delete(inviteID);
  }
}

let stage: Stage;
let ann: Actor;

beforeEach(async () => {
  stage = new Stage();
  ann = await stage.enter('ann');
});

async function ring(timeout = 0): Promise<string> {
  const { inviteID, sent } = ann.sdk.invite('ben', 'hello', false, undefined, timeout);
  await stage.run(sent);
  return inviteID!;
}

async function comesAgain(actor: Actor, user: string): Promise<void> {
  await stage.run(actor.sdk.logout());
  actor.hears();
  await stage.run(actor.sdk.login(user));
}

/** Log-outs of the real library: SDK 8.0.5903 for Linux, and the Web SDK 3.6.6, both asked. */
describe('after a log-out', () => {
  test('a phone does not ring again for an invite that is in its database, and cannot answer it', async () => {
    const ben = await stage.enter('ben');
    const id = await ring();
    await comesAgain(ben, 'ben');
    expect(ben.hears()).toEqual([]);
    expect(ben.sdk.invitations).toEqual([]);
    expect(await codeOf(stage, ben.sdk.accept(id))).toBe(8010);
  });

  test('another phone, or a browser, which has no database, rings', async () => {
    const web = await stage.enter('ben', { device: 'web', dialect: 'web' });
    const id = await ring();
    await comesAgain(web, 'ben');
    const invited = ['invited', id, 'ann', '', ['ben'], 'hello'];
    expect(web.hears()).toEqual([invited]);
    const phone = await stage.enter('ben', { device: 'new phone' });
    expect(phone.hears()).toEqual([invited]);
    expect(await codeOf(stage, phone.sdk.accept(id))).toBe(0);
  });

  test('an inviter has forgotten: no cancel, no time-out', async () => {
    const id = await ring(10);
    await comesAgain(ann, 'ann');
    expect(await codeOf(stage, ann.sdk.cancel(id))).toBe(8010);
    await stage.pass(60);
    expect(ann.hears()).toEqual([]);
  });

  test('it is the same when the app is killed: who rang hears no more of it, and who invited cannot cancel', async () => {
    const store = new MemoryInvitationStore();
    const ben = await stage.enter('ben', { store });
    const annStore = new MemoryInvitationStore();
    ann = await stage.enter('ann', { store: annStore });
    const id = await ring(10);
    for (const actor of [ann, ben]) actor.sdk.unInitSDK();
    const again = await stage.enter('ben', { store });
    ann = await stage.enter('ann', { store: annStore });
    expect(await codeOf(stage, again.sdk.accept(id))).toBe(8010);
    expect(await codeOf(stage, ann.sdk.cancel(id))).toBe(8010);
    await stage.pass(60);
    expect([...ann.hears(), ...again.hears()]).toEqual([]);
  });

  test('what came meanwhile rings', async () => {
    const ben = await stage.enter('ben');
    await stage.run(ben.sdk.logout());
    const id = await ring();
    await stage.run(ben.sdk.login('ben'));
    expect(ben.hears()).toEqual([['invited', id, 'ann', '', ['ben'], 'hello']]);
  });
});

describe('a store that outlives the process', () => {
  /** The next process of a device: what the store holds is as it was at some moment before. */
  function reborn(live: KeptInvitation[], config: Partial<SDKConfig> = {}): Actor {
    const store = new KeepingStore();
    for (const kept of live) store.put(structuredClone(kept));
    return stage.device({ store, ...config });
  }

  async function timeouts(): Promise<number> {
    const history = await stage.run(ann.sdk.getC2CHistoryMessageList('ben', 50));
    return history.filter((each) => ann.sdk.getSignallingInfo(each)?.actionType === ACTION.timeout).length;
  }

  test('killed when its time-out is stored but not yet answered, it sends that once more, and the hub knows it', async () => {
    const store = new KeepingStore();
    const first = await stage.enter('ann', { store, device: 'pad' });
    const { inviteID, sent } = first.sdk.invite('ben', 'hello', false, undefined, 10);
    await stage.run(sent);
    let atDeath: ReturnType<typeof store.live> | undefined;
    stage.trace.subscribe((event) => {
      if (event.kind !== 'message' || atDeath) return;
      // The message is the hub's; its answer has not come.
      atDeath = structuredClone(store.live());
      first.sdk.unInitSDK();
    });
    await stage.pass(20);
    expect(await timeouts()).toBe(1);
    const second = reborn(atDeath!, { device: 'pad' });
    await stage.run(second.sdk.login('ann'));
    await stage.pass(10);
    expect(second.hears()).toEqual([['timedOut', inviteID, ['ben']]]);
    expect(await timeouts()).toBe(1);
  });

  test.each([
    ['an inviter', 'ann', 15],
    ['an invitee', 'ben', 10],
  ])(
    "%s whose clock was set back meanwhile waits no longer than the invitation's time",
    async (_who, user, longest) => {
      const store = new KeepingStore();
      const device = user === 'ann' ? ann : await stage.enter('ben', { store });
      if (user === 'ann') await stage.run(ann.sdk.logout());
      const inviter = user === 'ann' ? await stage.enter('ann', { store }) : ann;
      const { inviteID, sent } = inviter.sdk.invite('ben', 'hello', false, undefined, 10);
      await stage.run(sent);
      const live = store.live().map((kept) => ({ ...kept, dueAt: kept.dueAt! + 3_600_000 }));
      expect(live).toHaveLength(1);
      for (const each of [device, inviter]) each.sdk.unInitSDK();
      const later = reborn(live);
      await stage.run(later.sdk.login(user));
      later.hears();
      await stage.pass(longest - 1);
      expect(later.hears()).toEqual([]);
      await stage.pass(2);
      expect(later.hears()).toEqual([['timedOut', inviteID, ['ben']]]);
    },
  );
});
