import { expect } from 'vitest';
import { sdk } from './cast.js';
import { type Domain, inTheSDK, simulated } from './entry.js';

const SECONDS = 30;

export const signaling: Domain = {
  invite: simulated(async ({ alice, bob }) => {
    const inviteID = await alice.invite('bob', 'come', SECONDS);
    await bob.hear('onReceiveNewInvitation', inviteID);
    await alice.cancel(inviteID, '');
  }),
  inviteSync: inTheSDK('as invite, with callbacks'),
  inviteInGroup: simulated(async ({ alice, bob }) => {
    await alice.createGroup('group5', ['bob']);
    await bob.knowsGroup('group5');
    const inviteID = await alice.inviteInGroup('group5', ['bob'], 'come', SECONDS);
    await bob.hear('onReceiveNewInvitation', inviteID);
    await alice.cancel(inviteID, '');
  }),
  inviteInGroupSync: inTheSDK('as inviteInGroup, with callbacks'),
  cancel: simulated(async ({ alice, bob }) => {
    const inviteID = await alice.invite('bob', 'come', SECONDS);
    await bob.hear('onReceiveNewInvitation', inviteID);
    await alice.cancel(inviteID, 'never mind');
    await bob.hear('onInvitationCancelled', inviteID);
  }),
  accept: simulated(async ({ alice, bob }) => {
    const inviteID = await alice.invite('bob', 'come', SECONDS);
    await bob.hear('onReceiveNewInvitation', inviteID);
    await bob.accept(inviteID, 'coming');
    await alice.hear('onInviteeAccepted', inviteID);
  }),
  reject: simulated(async ({ alice, bob }) => {
    const inviteID = await alice.invite('bob', 'come', SECONDS);
    await bob.hear('onReceiveNewInvitation', inviteID);
    await bob.reject(inviteID, 'no');
    await alice.hear('onInviteeRejected', inviteID);
  }),
  modifyInvitation: simulated(async ({ alice, bob }) => {
    const inviteID = await alice.invite('bob', 'come', SECONDS);
    await bob.hear('onReceiveNewInvitation', inviteID);
    await alice.modify(inviteID, 'come at once');
    await bob.hear('onInvitationModified', inviteID);
    await alice.cancel(inviteID, '');
  }),
  getSignalingInfo: inTheSDK('reads a message', async ({ alice }) => {
    const message = sdk(alice).createCustomMessage({
      ...{
        to: 'bob',
        conversationType: 'C2C',
        payload: { data: 'no signal', description: '', extension: '' },
      },
    });
    expect(sdk(alice).getSignalingInfo(message)).toBeNull();
  }),
  addSignalingListener: inTheSDK(),
  removeSignalingListener: inTheSDK(),
};
