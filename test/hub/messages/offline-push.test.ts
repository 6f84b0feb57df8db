import { describe, expect, test } from 'vitest';
import { customElement, textElement } from '../../../src/im/elements.js';
import { groupMessage, message, type Phone, World } from '../world.js';

// What an offline user's phone would have shown (vendor's pages on offline push and on REST sendmsg).

const SEND = 'openim.sendmsg';
const INFO = { PushFlag: 0, Title: 'Call', Desc: 'alice calls', Ext: '{"room":1}' };

const shown = (world: World, userID: string) =>
  world.store.pushes(userID).map(({ title, desc, ext }) => [title, desc, ext]);

describe('to one user', () => {
  async function pushed(more: object): Promise<unknown[]> {
    const world = new World();
    const alice = await world.login('alice');
    await alice.ask(SEND, message('bob', 'ring', more));
    return shown(world, 'bob');
  }

  test('title, text and the app’s own part are the sender’s', async () => {
    expect(await pushed({ OfflinePushInfo: INFO })).toEqual([['Call', 'alice calls', '{"room":1}']]);
  });

  test('without a text of the push’s own, it is the custom element’s, or that of a text message', async () => {
    const custom = [customElement('data', 'from the element', 'its ext')];
    expect(await pushed({ MsgBody: custom })).toEqual([['', 'from the element', 'its ext']]);
    expect(await pushed({ MsgBody: custom, OfflinePushInfo: { Desc: 'own' } })).toEqual([
      ['', 'own', 'its ext'],
    ]);
    expect(await pushed({ MsgBody: [textElement('hello')] })).toEqual([['', 'hello', '']]);
  });

  test('with no text anywhere nothing is shown: a signal without desc stays silent', async () => {
    expect(await pushed({})).toEqual([]);
    expect(await pushed({ OfflinePushInfo: { ...INFO, Desc: '' } })).toEqual([]);
  });

  test('PushFlag 1 forbids it; so does a message for online users only', async () => {
    expect(await pushed({ OfflinePushInfo: { ...INFO, PushFlag: 1 } })).toEqual([]);
    expect(await pushed({ OfflinePushInfo: INFO, MsgLifeTime: 0 })).toEqual([]);
    expect(await pushed({ OfflinePushInfo: INFO, OnlineOnlyFlag: 1 })).toEqual([]);
  });

  test('one device online is enough for no push; a lost line, a log-out and a kick-out bring it back', async () => {
    const world = new World();
    const alice = await world.login('alice');
    const ring = () => alice.ask(SEND, message('bob', 'ring', { OfflinePushInfo: INFO }));
    const phone = await world.login('bob', { device: 'phone' });
    const pad = await world.login('bob', { device: 'pad' });
    await phone.ask('im_open_status.wslogout');
    await ring();
    expect(shown(world, 'bob')).toHaveLength(0);
    world.hub.drop(pad.session);
    await ring();
    expect(shown(world, 'bob')).toHaveLength(1);
    await world.login('bob', { device: 'phone' });
    await world.admin().ask('im_open_login_svc.kick', { UserID: 'bob' });
    await ring();
    expect(shown(world, 'bob')).toHaveLength(2);
  });

  test('the message’s custom data is kept with it: addInvitedSignaling can be fed from it', async () => {
    const world = new World();
    const alice = await world.login('alice');
    const { MsgKey } = await alice.ask(SEND, message('bob', '{"inviteID":"x"}', { OfflinePushInfo: INFO }));
    expect(world.store.pushes('bob')).toMatchObject([
      { from: 'alice', groupID: '', data: '{"inviteID":"x"}', messageKey: MsgKey, at: world.clock.now() },
    ]);
    expect(world.events.filter(({ kind }) => kind === 'push')).toMatchObject([
      { user: 'bob', from: 'alice' },
    ]);
  });
});

describe('to a group', () => {
  async function cast(): Promise<{ world: World; alice: Phone; ring: (more?: object) => Promise<void> }> {
    const world = new World();
    const alice = await world.login('alice');
    await world.login('bob');
    const MemberList = ['bob', 'carol', 'dave', 'erin'].map((Member_Account) => ({ Member_Account }));
    const team = { Type: 'Work', Name: 'team', GroupId: 'team', MemberList };
    await alice.ask('group_open_http_svc.create_group', team);
    const ring = async (more: object = {}) => {
      const body = groupMessage('team', 'ring', { OfflinePushInfo: INFO, ...more });
      await alice.ask('group_open_http_svc.send_group_msg', body);
    };
    return { world, alice, ring };
  }

  const seen = (world: World) =>
    ['alice', 'bob', 'carol', 'dave', 'erin'].filter((userID) => world.store.pushes(userID).length > 0);

  test('it is shown to the members that are offline, and never to the sender', async () => {
    const { world, ring } = await cast();
    await ring();
    expect(seen(world)).toEqual(['carol', 'dave', 'erin']);
    expect(world.store.pushes('carol')).toMatchObject([
      { groupID: 'team', from: 'alice', desc: 'alice calls' },
    ]);
  });

  test('not to those who want the group’s messages without a notice, or not at all', async () => {
    const { world, ring } = await cast();
    const option = (Member_Account: string, MsgFlag: string) =>
      world
        .admin()
        .ask('group_open_http_svc.modify_group_member_info', { GroupId: 'team', Member_Account, MsgFlag });
    await option('carol', 'AcceptNotNotify');
    await option('dave', 'Discard');
    await ring();
    expect(seen(world)).toEqual(['erin']);
  });

  test('not for what is for online users only, or in no history', async () => {
    const { world, ring } = await cast();
    await ring({ OnlineOnlyFlag: 1 });
    await ring({ To_Account: ['carol'] });
    await ring({ OfflinePushInfo: { ...INFO, PushFlag: 1 } });
    expect(seen(world)).toEqual([]);
  });
});
