import type { MsgElement } from '../../im/elements.js';
import type { WireMessage } from '../../im/wire.js';
import { createAccount, FACE_URL, NICK } from '../accounts/accounts.js';
import type { HubContext } from '../core/context.js';
import { groupInfo } from '../groups/group-messages.js';
import { createGroup, keepsHistory } from '../groups/groups.js';
import type { Peer, StoredMessage } from '../store/store.js';
import { SeedBodies } from './bodies.js';
import type { Seed, SeedMessage } from './schema.js';
import { sentAt } from './when.js';

/**
 * Puts what a seed says into a hub that holds nothing yet. Nobody is told: what is there afterwards has been there all
 * along. Durable after the hub's next commit.
 */
export function sowSeed(context: HubContext, seed: Seed): void {
  const { store } = context;
  const now = context.seconds();
  for (const user of seed.users) {
    if (typeof user === 'string') createAccount(context, user);
    else {
      const { nick, avatar, profile } = user;
      createAccount(context, user.id, {
        ...profile,
        ...(nick !== undefined && { [NICK]: nick }),
        ...(avatar !== undefined && { [FACE_URL]: avatar }),
      });
    }
  }
  for (const friends of seed.friends) {
    const both = Array.isArray(friends);
    const [by, user, remark] = both ? [...friends, ''] : [friends.by, friends.user, friends.remark];
    store.putFriend(by, { userID: user, remark, addTime: now });
    if (both) store.putFriend(user, { userID: by, remark, addTime: now });
  }
  for (const { by, user } of seed.blocked) store.putBlock(by, user, now);
  for (const { id, type, name = id, owner, members, introduction, notification, avatar } of seed.groups) {
    // Its members were in it before its first message: newcomers do not see what was said before they came.
    const times = seed.messages.filter((each) => each.group === id).map((each) => sentAt(each, now));
    const createTime = Math.min(now, ...times);
    createGroup(context, {
      ...{ groupID: id, type, name, owner, introduction, notification, createTime },
      faceUrl: avatar,
    });
    for (const member of members) {
      const {
        id: userID,
        role,
        nameCard,
      } = typeof member === 'string' ? { id: member, role: 'Member' as const, nameCard: '' } : member;
      const joined = { joinTime: createTime, msgFlag: 'AcceptAndNotify', muteUntil: 0 };
      store.putMember(id, { userID, role, nameCard, ...joined });
    }
  }
  sowMessages(context, seed.messages, now);
}

/** In the order of their times, so that what is older has the smaller id. */
function sowMessages(context: HubContext, messages: readonly SeedMessage[], now: number): void {
  const bodies = new SeedBodies();
  const written = messages.map((message) => {
    const body = bodies.next(message);
    if (typeof body === 'string') throw new TypeError(`a seed that was not checked: ${body}`);
    return { message, body, time: sentAt(message, now) };
  });
  written.sort((a, b) => a.time - b.time);
  for (const [index, { message, time, body }] of written.entries()) {
    const wire = wireOf(context, message, time, body, index + 1);
    if (message.group !== undefined && !keepsHistory(context.store.group(message.group)!)) continue;
    const stored = context.store.append({ wire, noUnread: false, noLastMsg: false, hiddenFromSender: false });
    if (message.read) markRead(context, stored, message);
  }
}

/** @param index its place among the seed's messages: keeps those of one second in order */
function wireOf(
  context: HubContext,
  message: SeedMessage,
  time: number,
  body: MsgElement[],
  index: number,
): WireMessage {
  const { from, to, group: groupID, cloudCustomData } = message;
  const sender = context.store.account(from)!;
  const random = context.entropy.uint32();
  const common = {
    From_Account: from,
    MsgRandom: random,
    MsgTimeStamp: time,
    MsgTime: time,
    MsgClientTime: time,
    MsgBody: body,
    CloudCustomData: cloudCustomData,
    MsgVersion: 0,
    TinyId: sender.tinyID,
  };
  if (groupID === undefined) {
    return { ...common, To_Account: to!, MsgSeq: index, MsgKey: `${index}_${random}_${time}` };
  }
  return {
    ...common,
    GroupId: groupID,
    ToGroupId: groupID,
    MsgSeq: context.store.takeGroupSeq(groupID),
    Random: random,
    ClientSeq: index,
    MsgPriority: 'Normal',
    GroupInfo: groupInfo(context.store.group(groupID)!, sender),
  };
}

function markRead(
  context: HubContext,
  { id, wire }: StoredMessage,
  { from, to, group: groupID }: SeedMessage,
): void {
  const { store } = context;
  const readers: [string, Peer][] =
    groupID === undefined
      ? [[to!, { userID: from }]]
      : store.members(groupID).map(({ userID }) => [userID, { groupID }]);
  for (const [reader, peer] of readers) {
    store.putMark(reader, peer, { ...store.mark(reader, peer), readID: id, readTime: wire.MsgTimeStamp });
  }
}
