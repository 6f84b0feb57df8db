import { expect, test } from 'vitest';
import { FakedHub, fakeTime, inFakeTime } from './faked-time.js';
import type { Kind } from './stage.js';

fakeTime();

test.each<[inviter: Kind, invitee: Kind]>([
  ['real', 'real'],
  ['real', 'virtual'],
  ['virtual', 'real'],
])("a %s inviter's own time-out, when a %s invitee is away", async (inviter, invitee) => {
  const hub = new FakedHub();
  const alice = hub.party(inviter, 'alice', 10);
  await inFakeTime(alice.login(), 3000);
  const id = await inFakeTime(alice.invite('bob', 'ring', 1), 1000);
  // The inviter waits 5 s longer than the invitee would.
  const { args } = await inFakeTime(alice.hear('onInvitationTimeout', id), 7000);
  expect(args).toEqual([id, ['bob']]);

  const bob = hub.party(invitee, 'bob', 12);
  await inFakeTime(bob.login(), 3000);
  await expect(bob.accept(id, 'late')).rejects.toMatchObject({ code: 8010 });
  expect(bob.heard).toEqual([]);
  await inFakeTime(Promise.all([alice.destroy(), bob.destroy()]), 1000);
  hub.close();
});
