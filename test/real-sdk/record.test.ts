import { expect } from 'vitest';
import { recordTrace } from '../../src/scenario/record/record.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { test } from './stage.js';

test('a session of real SDKs is recorded: groups, crossing, time-outs, who was away', async ({ stage }) => {
  const events: TraceEvent[] = [];
  stage.hub.trace.subscribe((event) => events.push(event));
  const [alice, bob] = await Promise.all([stage.real('alice'), stage.real('bob')]);
  const carol = await stage.virtual('carol', { trace: stage.hub.trace, device: 'pad', dialect: 'native' });
  await alice.createGroup('team', ['bob', 'carol']);
  await bob.knowsGroup('team');

  const grouped = await alice.inviteInGroup('team', ['bob', 'carol'], '{"room":1}', 30);
  await Promise.all([
    bob.hear('onReceiveNewInvitation', grouped),
    carol.hear('onReceiveNewInvitation', grouped),
  ]);
  await carol.reject(grouped, 'no');
  await bob.hear('onInviteeRejected', grouped);
  await bob.accept(grouped, 'yes');
  await Promise.all([alice.hear('onInviteeAccepted', grouped), carol.hear('onInviteeAccepted', grouped)]);

  const crossing = await alice.invite('bob', 'x', 30);
  await bob.hear('onReceiveNewInvitation', crossing);
  await Promise.all([alice.cancel(crossing, 'stop'), bob.accept(crossing, 'go')]);

  const short = await bob.invite('alice', '', 2);
  await Promise.all([alice.hear('onInvitationTimeout', short), bob.hear('onInvitationTimeout', short)]);

  await bob.logout();
  const missed = await alice.invite('bob', 'are you there?', 30);
  await alice.cancel(missed, '');
  await bob.login();

  const last = await alice.invite('bob', 'again', 30);
  await bob.hear('onReceiveNewInvitation', last);
  await bob.modify(last, 'by bob');
  await alice.hear('onInvitationModified', last);
  await alice.cancel(last, '');
  await bob.hear('onInvitationCancelled', last);

  const recording = (await recordTrace(events, { title: 'real SDKs' }))!;
  expect(recording, recording.text).toMatchObject({ differing: 0, passes: true, invitations: 5, users: 3 });
  for (const step of [
    '{ alice: { devices: { web: { dialect: web } } } }',
    'groups: { team: [ alice, bob, carol ] }',
    '- alice invites bob and carol in team: { as: call1, timeout: 30, data: { room: 1 } }',
    '- bob sees carol reject call1: { data: no }',
    '- carol sees bob accept call1: { data: yes }',
    '- at the same time:',
    '- alice sees bob accept call2: { data: go }',
    '- bob sees call2 cancelled: { data: stop }',
    '- bob sees call3 time out: { for: [ alice ] }',
    '- bob logs out',
    '- bob logs in',
    '- bob modifies call5: { data: by bob }',
    '- alice sees call5 modified: { data: by bob }',
  ])
    expect(recording.text).toContain(step);
  expect(recording.text.match(/at the same time/g)).toHaveLength(1);
});
