import { expect, test } from 'vitest';
import { type Lab, type LabUser, lab } from '../../src/testing/index.js';

test('a call is made, waited for and answered, with no time gone by for real', async () => {
  await using bench = await lab({ users: ['alice', { bob: { online: false } }] });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob', { data: { call: 'video' }, timeout: 30 });
  await bench.after('10s');
  await bob.logsIn();
  const { data, inviter } = await bob.receives(call, { data: { call: /^vid/ } });
  expect(JSON.parse(String(data))).toEqual({ call: 'video' });
  expect(inviter).toBe('alice');
  await bob.accepts(call, { data: 'ok' });
  await alice.seesAccept(call, 'bob', { data: 'ok' });
  await bench.nothingElseHappens('24h');
  expect(bench.elapsed).toBe(24 * 3600_000 + 10_000);
});

test('a failure says what was expected and seen, and draws the last events', async () => {
  await using bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob');
  await bob.rejects(call, { data: 'busy' });
  const failure = await alice.seesAccept(call, 'bob').catch((thrown: Error) => thrown.message);
  expect(failure).toContain('alice sees bob accept invitation1');
  expect(failure).toContain('onInviteeRejected');
  expect(failure).toMatch(/reject invitation1/);
});

test('a call that must fail does', async () => {
  await using bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob');
  await bob.cancels(call, { fails: 8011 });
  await expect(bob.cancels(call)).rejects.toThrow('8011');
});

test('what must never happen is judged whenever it happens', async () => {
  await using bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  const call = await alice.invites('bob');
  await bench.does(`alice never sees bob accept ${call.name}`);
  await expect(bob.accepts(call)).rejects.toThrow('onInviteeAccepted');
});

test('a sentence that is no step is underlined', async () => {
  await using bench = await lab({ users: ['alice', 'bob'] });
  await expect(bench.does('alice invite bob')).rejects.toThrow('no step');
});

/** The kind of thing that labs are for: an app's own state of a call, on top of the SDK. */
class CallMachine {
  state: 'idle' | 'ringing' | 'talking' = 'idle';
  #inviteID = '';

  constructor(user: LabUser) {
    user.sdk.addSignalingListener({
      onReceiveNewInvitation: (inviteID) => {
        if (this.state !== 'idle') void user.sdk.reject(inviteID, 'busy');
        else {
          this.state = 'ringing';
          this.#inviteID = inviteID;
        }
      },
      onInvitationCancelled: (inviteID) => this.#end(inviteID),
      onInvitationTimeout: (inviteID) => this.#end(inviteID),
    });
  }

  #end(inviteID: string): void {
    if (inviteID === this.#inviteID) this.state = 'idle';
  }
}

async function ringing(): Promise<{ bench: Lab; machine: CallMachine }> {
  const bench = await lab({ users: ['alice', 'bob', 'carol'] });
  return { bench, machine: new CallMachine(bench.user('bob')) };
}

test('an app on top: it rings, says that it is busy, and is idle again after the time-out', async () => {
  const { bench, machine } = await ringing();
  const [alice, bob, carol] = bench.users('alice', 'bob', 'carol');
  const first = await alice.invites('bob', { timeout: 30 });
  await bob.receives(first);
  expect(machine.state).toBe('ringing');
  const second = await carol.invites('bob');
  await bob.receives(second);
  await carol.seesReject(second, 'bob', { data: 'busy' });
  await bob.seesTimeout(first, { within: '30s' });
  expect(machine.state).toBe('idle');
  await bench.close();
});

test('the same seed gives the same trace', async () => {
  const trace = async () => {
    await using bench = await lab({ users: ['alice', 'bob'], seed: 5 });
    await bench.does('the network has', { latency: '10ms..300ms', loss: '10%' });
    await bench.user('alice').invites('bob', { 'may fail': true });
    await bench.after('60s');
    return JSON.stringify(bench.trace);
  };
  expect(await trace()).toBe(await trace());
});
