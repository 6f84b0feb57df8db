import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OpenHub, startHub } from '../../gateway/open-hub.js';
import { CHROMIUM } from '../chromium.js';
import { describeWith } from '../requirements.js';
import { KitApp, type KitBrowser, type KitUser } from './kit-app.js';

const AUDIO = 1;
/** Why a call came to nothing, in the engine's numbers. */
const REASON = { noResponse: 3, cancelled: 6 };

describeWith(CHROMIUM, 'call-engine-js, the newer interface: calls that the hub keeps', () => {
  let app: KitApp;
  let hub: OpenHub;
  let browser: KitBrowser;
  let users: KitUser[];

  beforeAll(async () => {
    app = await KitApp.open();
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    hub = await startHub();
    browser = await app.newBrowser('call-engine-js', hub.url);
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
    await alice.do('calls', { userIDList: ['bob'], type: AUDIO, timeout });
    expect(await bob.hears('onCallReceived')).toMatchObject({
      callerId: 'alice',
      calleeIdList: ['bob'],
      callMediaType: AUDIO,
    });
    return { alice, bob };
  }

  async function talk(): Promise<{ alice: KitUser; bob: KitUser }> {
    const { alice, bob } = await ring();
    await bob.do('accept');
    await alice.hears('onCallBegin');
    await bob.hears('onCallBegin');
    return { alice, bob };
  }

  test('bob accepts, alice hangs up', async () => {
    const { alice, bob } = await talk();
    await alice.do('hangup');
    await alice.hears('onCallEnd');
    expect(await bob.hears('onCallEnd')).toMatchObject({ callMediaType: AUDIO, userID: 'alice' });
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
    expect(await alice.hears('onUserReject')).toMatchObject({ userID: 'bob' });
    await alice.hears('onCallNotConnected');
  });

  test('alice cancels', async () => {
    const { alice, bob } = await ring();
    await alice.do('hangup');
    // Its `userID` is the call's own ID: the engine's doing, whoever the notice names.
    expect(await bob.hears('onCallNotConnected')).toMatchObject({ reason: REASON.cancelled });
  });

  test('nobody answers', async () => {
    const { alice, bob } = await ring(2);
    expect(await alice.hears('onUserNoResponse')).toMatchObject({ userIDList: ['bob'] });
    await alice.hears('onCallNotConnected');
    expect(await bob.hears('onCallNotConnected')).toMatchObject({ reason: REASON.noResponse });
  });

  test('bob is busy', async () => {
    const { bob } = await talk();
    const carol = await user('carol');
    await carol.do('calls', { userIDList: ['bob'], type: AUDIO, timeout: 20 });
    expect(await carol.hears('onUserLineBusy')).toMatchObject({ userID: 'bob' });
    expect((await bob.heard()).filter(({ event }) => event === 'onCallReceived')).toHaveLength(1);
  });

  test('carol is invited into the call, and stays when bob leaves', async () => {
    const { alice, bob } = await talk();
    const carol = await user('carol');
    await alice.do('inviteUser', { userIDList: ['carol'], timeout: 20 });
    await carol.hears('onCallReceived');
    expect(await bob.hears('onUserInviting')).toMatchObject({ userID: 'carol' });
    await carol.do('accept');
    await carol.hears('onCallBegin');
    await bob.do('hangup');
    expect(await carol.hears('onUserLeave')).toMatchObject({ userID: 'bob' });
    await alice.do('hangup');
    await carol.hears('onCallEnd');
  });

  test('one call to two, of whom one accepts and one rejects', async () => {
    const alice = await user('alice');
    const bob = await user('bob');
    const carol = await user('carol');
    await alice.do('calls', { userIDList: ['bob', 'carol'], type: AUDIO, timeout: 20 });
    await bob.hears('onCallReceived');
    await carol.hears('onCallReceived');
    await carol.do('reject');
    await alice.hears('onUserReject');
    await bob.do('accept');
    await alice.hears('onCallBegin');
    await alice.do('hangup');
    await bob.hears('onCallEnd');
  });

  test('a callee who was away rings when he comes back', async () => {
    const alice = await user('alice');
    await alice.do('calls', { userIDList: ['bob'], type: AUDIO, timeout: 30 });
    const bob = await user('bob');
    await bob.hears('onCallReceived');
    await bob.do('accept');
    await alice.hears('onCallBegin');
  });

  test('carol joins the call by its ID', async () => {
    const { alice, bob } = await ring();
    await bob.do('accept');
    const begun = await alice.hears('onCallBegin');
    const carol = await user('carol');
    await carol.do('join', { callId: begun!.callId });
    await carol.hears('onCallBegin');
    expect(await bob.hears('onUserJoin')).not.toBeNull();
  });
});
