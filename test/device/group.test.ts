import { beforeEach, describe, expect, test } from 'vitest';
import { type Actor, codeOf, Stage } from './stage.js';

let stage: Stage;
let alice: Actor;
let bob: Actor;
let carol: Actor;
let dave: Actor;

beforeEach(async () => {
  stage = new Stage();
  alice = await stage.enter('alice');
  bob = await stage.enter('bob');
  carol = await stage.enter('carol');
  dave = await stage.enter('dave');
  await stage.run(alice.sdk.createGroup('Public', 'room', 'Room', ['bob', 'carol', 'dave']));
});

async function ring(invitees: string[], timeout = 30, onlineUserOnly = false): Promise<string> {
  const { inviteID, sent } = alice.sdk.inviteInGroup('room', invitees, 'seat', onlineUserOnly, timeout);
  await stage.run(sent);
  return inviteID!;
}

describe('in a group', () => {
  test('every member is told, invited or not; in a browser only who is invited', async () => {
    const web = await stage.enter('dave', { device: 'web', dialect: 'web' });
    const id = await ring(['bob', 'carol']);
    const told = ['invited', id, 'alice', 'room', ['bob', 'carol'], 'seat'];
    for (const member of [bob, carol, dave]) expect(member.hears()).toEqual([told]);
    expect([...alice.hears(), ...web.hears()]).toEqual([]);
  });

  test('who is not invited hears all of it, answers nothing, and has no timer', async () => {
    const id = await ring(['bob', 'carol']);
    dave.hears();
    expect(await codeOf(stage, dave.sdk.accept(id))).toBe(8010);
    expect(await codeOf(stage, dave.sdk.cancel(id))).toBe(8011);
    await stage.run(bob.sdk.accept(id));
    await stage.run(alice.sdk.modifyInvitation(id, 'new'));
    await stage.pass(30);
    expect(dave.hears()).toEqual([
      ['accepted', id, 'bob', ''],
      ['modified', id, 'new'],
      ['timedOut', id, ['carol']],
    ]);
    await stage.pass(30);
    expect(dave.hears()).toEqual([]);
  });

  test('each answers for oneself; all who know of it hear', async () => {
    const id = await ring(['bob', 'carol']);
    for (const member of [bob, carol, dave]) expect(member.hears()).toHaveLength(1);
    await stage.run(bob.sdk.accept(id, 'yes'));
    for (const member of [alice, bob, carol, dave])
      expect(member.hears()).toEqual([['accepted', id, 'bob', 'yes']]);
    expect(await codeOf(stage, bob.sdk.accept(id))).toBe(8010);
    await stage.run(carol.sdk.reject(id, 'no'));
    for (const member of [alice, bob, carol, dave]) {
      expect(member.hears()).toEqual([['rejected', id, 'carol', 'no']]);
      expect(member.sdk.invitations).toEqual([]);
    }
  });

  test('one accepts, one rejects, one is silent: only the silent one times out', async () => {
    const id = await ring(['bob', 'carol', 'dave']);
    await stage.run(bob.sdk.accept(id));
    await stage.run(carol.sdk.reject(id));
    alice.hears();
    await stage.pass(30);
    expect(alice.hears()).toEqual([['timedOut', id, ['dave']]]);
    await stage.pass(30);
    expect(alice.hears()).toEqual([]);
  });

  test('cancel takes it back from those still pending', async () => {
    const id = await ring(['bob', 'carol']);
    await stage.run(bob.sdk.accept(id));
    await stage.run(alice.sdk.cancel(id, 'over'));
    expect(carol.hears().at(-1)).toEqual(['cancelled', id, 'alice', 'over']);
    const [cancel] = await stage.run(alice.sdk.getGroupHistoryMessageList('room', 1));
    expect(alice.sdk.getSignallingInfo(cancel!)).toMatchObject({ actionType: 2, inviteeList: ['carol'] });
  });

  test('a member who was not invited cannot answer', async () => {
    const id = await ring(['bob']);
    expect(await codeOf(stage, dave.sdk.accept(id))).toBe(8010);
  });

  test('an invitee may be offline for the first thirty seconds', async () => {
    await stage.run(bob.sdk.logout());
    const id = await ring(['bob'], 60);
    await stage.pass(20);
    await stage.run(bob.sdk.login('bob'));
    expect(bob.hears()).toEqual([['invited', id, 'alice', 'room', ['bob'], 'seat']]);
    await stage.run(bob.sdk.accept(id));
    expect(alice.hears()).toEqual([['accepted', id, 'bob', '']]);
  });

  test('later than that it takes addInvitedSignaling', async () => {
    await stage.run(bob.sdk.logout());
    const id = await ring(['bob'], 60);
    await stage.pass(40);
    await stage.run(bob.sdk.login('bob'));
    expect(bob.hears()).toEqual([]);
    expect(await codeOf(stage, bob.sdk.accept(id))).toBe(8010);
    const inviteeList = ['bob'];
    const info = {
      inviteID: id,
      groupID: 'room',
      inviter: 'alice',
      inviteeList,
      data: '',
      actionType: 1,
      timeout: 20,
    };
    await stage.run(bob.sdk.addInvitedSignaling(info));
    expect(bob.hears()).toEqual([]);
    await stage.run(bob.sdk.accept(id, 'late'));
    expect(alice.hears()).toEqual([['accepted', id, 'bob', 'late']]);
  });

  test('for online users only nothing stays in history', async () => {
    const before = await stage.run(alice.sdk.getGroupHistoryMessageList('room', 50));
    const id = await ring(['bob', 'carol'], 5, true);
    await stage.run(bob.sdk.accept(id));
    await stage.pass(10);
    expect(alice.hears().map(([name]) => name)).toEqual(['accepted', 'timedOut']);
    expect(await stage.run(alice.sdk.getGroupHistoryMessageList('room', 50))).toEqual(before);
  });

  test('null entries in the list are dropped; a list of nothing else is refused with 6017', async () => {
    const id = await ring(['bob', null as unknown as string]);
    expect(bob.hears()).toEqual([['invited', id, 'alice', 'room', ['bob'], 'seat']]);
    const call = alice.sdk.inviteInGroup('room', [null as unknown as string], '', false, 30);
    expect(call.inviteID).toBeNull();
    expect(await codeOf(stage, call.sent)).toBe(6017);
  });

  test('non-members get 10007, unknown groups 10010, an empty groupID 6017', async () => {
    const eve = await stage.enter('eve');
    expect(await codeOf(stage, eve.sdk.inviteInGroup('room', ['bob'], '', false, 30).sent)).toBe(10007);
    expect(await codeOf(stage, eve.sdk.inviteInGroup('nowhere', ['bob'], '', false, 30).sent)).toBe(10010);
    const call = eve.sdk.inviteInGroup('', ['bob'], '', false, 30);
    expect(call.inviteID).toBeNull();
    expect(await codeOf(stage, call.sent)).toBe(6017);
  });

  test('modifying is told to those who hold it', async () => {
    const id = await ring(['bob', 'carol']);
    bob.hears();
    carol.hears();
    await stage.run(alice.sdk.modifyInvitation(id, 'seat 2'));
    expect(bob.hears()).toEqual([['modified', id, 'seat 2']]);
    expect(carol.hears()).toEqual([['modified', id, 'seat 2']]);
  });
});
