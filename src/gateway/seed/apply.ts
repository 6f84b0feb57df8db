import type { Hub } from '../../hub/hub.js';
import { customElement, textElement } from '../../im/elements.js';
import { SigError } from '../../im/sig-error.js';
import { administrator } from '../administrator.js';
import type { Seed } from './seed.js';

/**
 * Puts a seed into a hub, by the commands that a backend would use.
 * @throws SigError with the hub's code and what it was about
 */
export async function applySeed(hub: Hub, seed: Seed): Promise<void> {
  const admin = administrator(hub);
  const step = async (what: string, command: string, body: object) => {
    try {
      await admin(command, body);
    } catch (thrown) {
      const { code, message } = SigError.from(thrown);
      throw new SigError(code, `the seed's ${what}: ${message}`);
    }
  };
  for (const { id, nick } of seed.users) {
    await step(`user ${id}`, 'im_open_login_svc.account_import', { UserID: id, Nick: nick });
  }
  for (const { id, type, name, owner, members } of seed.groups) {
    await step(`group ${id}`, 'group_open_http_svc.create_group', {
      ...{ GroupId: id, Type: type, Name: name ?? id, Owner_Account: owner },
      MemberList: members.map((Member_Account) => ({ Member_Account })),
    });
  }
  for (const [a, b] of seed.friends) {
    await step(`friends ${a} and ${b}`, 'sns.friend_add', {
      From_Account: a,
      AddFriendItem: [{ To_Account: b, AddSource: 'AddSource_Type_Seed' }],
      AddType: 'Add_Type_Both',
      ForceAddFlags: 1,
    });
  }
  for (const { by, user } of seed.blocked) {
    await step(`block of ${user} by ${by}`, 'sns.black_list_add', { From_Account: by, To_Account: [user] });
  }
  for (const [index, { from, to, group, text, custom }] of seed.messages.entries()) {
    const what = `message ${index + 1}`;
    const data = typeof custom === 'string' ? custom : JSON.stringify(custom);
    const MsgBody = [text === undefined ? customElement(data) : textElement(text)];
    const random = hub.entropy.uint32();
    if (to !== undefined) {
      const body = { From_Account: from, To_Account: to, MsgRandom: random, MsgBody };
      await step(what, 'openim.sendmsg', { SyncOtherMachine: 1, ...body });
    } else {
      const body = { From_Account: from, GroupId: group, Random: random, MsgBody };
      await step(what, 'group_open_http_svc.send_group_msg', body);
    }
  }
}
