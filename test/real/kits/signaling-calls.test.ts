import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccount } from '../../../src/hub/accounts/accounts.js';
import { addMember, createGroup } from '../../../src/hub/groups/groups.js';
import { type OpenHub, startHub } from '../../gateway/open-hub.js';
import { CHROMIUM } from '../chromium.js';
import { describeWith } from '../requirements.js';
import { type Engine, KitApp, type KitBrowser, type KitUser } from './kit-app.js';

const AUDIO = 1;
/** The two engines' names for the same things. The older one tells a callee that the call is on by the other's coming. */
const EVENTS: Record<
  Engine,
  Record<'calleeTalks' | 'rejected' | 'noResponse' | 'busy' | 'notConnected', string>
> = {
  'tuicall-engine-webrtc': {
    calleeTalks: 'onUserEnter',
    rejected: 'onReject',
    noResponse: 'onNoResp',
    busy: 'onLineBusy',
    notConnected: 'onCallCanceled',
  },
  'call-engine-js': {
    calleeTalks: 'onCallBegin',
    rejected: 'onUserReject',
    noResponse: 'onUserNoResponse',
    busy: 'onUserLineBusy',
    notConnected: 'onCallNotConnected',
  },
};

let app: KitApp;
beforeAll(async () => {
  if (!CHROMIUM.missing) app = await KitApp.open();
});
afterAll(() => app?.close());

for (const engine of ['tuicall-engine-webrtc', 'call-engine-js'] as const) {
  describeWith(CHROMIUM, `${engine}, the older interface: calls over signaling`, () => {
    const event = EVENTS[engine];
    let hub: OpenHub;
    let browser: KitBrowser;
    let users: KitUser[];

    beforeEach(async () => {
      hub = await startHub();
      browser = await app.newBrowser(engine, hub.url);
      users = [];
    });
    afterEach(async () => {
      const errors = users.flatMap((user) => user.errors);
      await browser.close();
      await hub.close();
      expect(errors).toEqual([]);
    });

    async function user(name: string): Promise<KitUser> {
      const one = await browser.user(name);
      users.push(one);
      return one;
    }

    async function ring(timeout = 20): Promise<{ alice: KitUser; bob: KitUser }> {
      const alice = await user('alice');
      const bob = await user('bob');
      await alice.do('call', { userID: 'bob', type: AUDIO, timeout });
      await bob.hears('onCallReceived');
      return { alice, bob };
    }

    async function talk(): Promise<{ alice: KitUser; bob: KitUser }> {
      const { alice, bob } = await ring();
      await bob.do('accept');
      await alice.hears('onCallBegin');
      await bob.hears(event.calleeTalks);
      return { alice, bob };
    }

    test('bob accepts, alice hangs up', async () => {
      const { alice, bob } = await talk();
      await alice.do('hangup');
      await alice.hears('onCallEnd');
      await bob.hears('onCallEnd');
    });

    test('bob accepts, and hangs up himself', async () => {
      const { alice, bob } = await talk();
      await bob.do('hangup');
      await bob.hears('onCallEnd');
      await alice.hears('onCallEnd');
    });

    test('bob rejects', async () => {
      const { alice, bob } = await ring();
      await bob.do('reject');
      expect(await alice.hears(event.rejected)).toMatchObject({ userID: 'bob' });
    });

    test('alice cancels', async () => {
      const { alice, bob } = await ring();
      await alice.do('hangup');
      await bob.hears(event.notConnected);
    });

    test('nobody answers', async () => {
      const { alice, bob } = await ring(2);
      await alice.hears(event.noResponse);
      await bob.hears(event.notConnected);
    });

    test('bob is busy', async () => {
      const { bob } = await talk();
      const carol = await user('carol');
      await carol.do('call', { userID: 'bob', type: AUDIO, timeout: 20 });
      expect(await carol.hears(event.busy)).toMatchObject({ userID: 'bob' });
      expect((await bob.heard()).filter((each) => each.event === 'onCallReceived')).toHaveLength(1);
    });

    test('a callee who was away rings when he comes back', async () => {
      const alice = await user('alice');
      await alice.do('call', { userID: 'bob', type: AUDIO, timeout: 30 });
      const bob = await user('bob');
      await bob.hears('onCallReceived');
      await bob.do('accept');
      await alice.hears('onCallBegin');
    });

    test('a group call: one accepts, one rejects, another is invited into it', async () => {
      for (const name of ['alice', 'bob', 'carol', 'dave']) createAccount(hub.hub, name);
      const group = createGroup(hub.hub, { groupID: 'team', type: 'Work', name: 'team', owner: 'alice' });
      for (const name of ['bob', 'carol', 'dave']) addMember(hub.hub, group, name, 'Member');
      const [alice, bob, carol, dave] = [
        await user('alice'),
        await user('bob'),
        await user('carol'),
        await user('dave'),
      ];
      await alice.do('groupCall', {
        userIDList: ['bob', 'carol'],
        groupID: 'team',
        type: AUDIO,
        timeout: 20,
      });
      await bob.hears('onCallReceived');
      await carol.hears('onCallReceived');
      await carol.do('reject');
      await alice.hears(event.rejected);
      await bob.do('accept');
      await alice.hears('onCallBegin');
      await alice.do('inviteUser', { userIDList: ['dave'], timeout: 20 });
      await dave.hears('onCallReceived');
      await dave.do('accept');
      await dave.hears(event.calleeTalks);
      await alice.do('hangup');
      await alice.hears('onCallEnd');
    });
  });
}
