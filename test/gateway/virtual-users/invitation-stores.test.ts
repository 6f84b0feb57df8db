import { expect, test } from 'vitest';
import { InvitationStores } from '../../../src/gateway/virtual-users/invitation-stores.js';
import { Hub } from '../../../src/hub/hub.js';
import { VIRTUAL_INVITATIONS } from '../../../src/hub/store/collections.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { VirtualClock } from '../../../src/runtime/virtual-clock.js';
import { ACTION } from '../../../src/signaling/action.js';
import { createInvitation } from '../../../src/signaling/invitation.js';
import { Trace } from '../../../src/trace/trace.js';

function kept(inviteID: string) {
  const info = { inviteID, groupID: '', inviter: 'ann', inviteeList: ['ben'], data: '' };
  const invitation = createInvitation({ ...info, actionType: ACTION.invite, timeout: 30 }, 1000);
  return { invitation, message: undefined, dueAt: 31_000 };
}

function openHub() {
  const clock = new VirtualClock();
  const parts = { store: new MemoryStore(), clock, entropy: seededEntropy(1), trace: new Trace(clock) };
  return new Hub({ ...parts, settings: {} });
}

function documents(hub: Hub): string[] {
  return [...hub.store.documents(VIRTUAL_INVITATIONS)].map(({ key }) => key.join(' '));
}

test('what a device knows is back in the next process: live ones whole, ended ones by their ID', () => {
  const hub = openHub();
  const before = new InvitationStores(hub).of('ben', 'phone');
  before.put(kept('live'));
  before.put(kept('over'));
  before.end('over');
  const after = new InvitationStores(hub).of('ben', 'phone');
  expect(after.live()).toEqual([kept('live')]);
  expect([after.hasEnded('over'), after.hasEnded('live'), after.hasEnded('unknown')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('of ended invitations only the last thousand are kept, live ones all', () => {
  const hub = openHub();
  const store = new InvitationStores(hub).of('ben', 'phone');
  store.put(kept('live'));
  for (let number = 0; number < 1500; number++) {
    store.put(kept(`id${number}`));
    store.end(`id${number}`);
  }
  expect(documents(hub)).toHaveLength(1000);
  expect(store.live()).toEqual([kept('live')]);
  expect([store.hasEnded('id1499'), store.hasEnded('id501'), store.hasEnded('id500')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a device that is removed leaves nothing, and takes nothing of the others', () => {
  const hub = openHub();
  const stores = new InvitationStores(hub);
  for (const device of ['phone', 'pad']) stores.of('ben', device).put(kept('live'));
  stores.remove('ben', 'phone');
  expect(documents(hub)).toEqual(['ben pad live']);
  expect(new InvitationStores(hub).live()).toEqual([kept('live')]);
});
