import type { GroupMessage } from '../../im/wire.js';
import type { HubContext } from '../core/context.js';
import type { Group } from '../store/store.js';
import { envelope } from './group-notices.js';

/** Whom a message mentions, in the numbers of the notice about it (Web SDK 3.6: CONV_AT_ME, CONV_AT_ALL). */
const MENTION = { me: 1, all: 2 } as const;

/** Tells those whom a message mentions, so that their SDKs can mark the conversation. */
export function announceMentions(context: HubContext, group: Group, wire: GroupMessage): void {
  if (!wire.GroupAtInfo) return;
  const { groupID } = group;
  const { From_Account, MsgSeq } = wire;
  const all = wire.GroupAtInfo.some((each) => each.GroupAtAllFlag === 1);
  const named = new Set(wire.GroupAtInfo.map((each) => each.GroupAt_Account));
  for (const { userID } of context.store.members(groupID)) {
    if (userID === From_Account) continue;
    const GroupAtType = [...(named.has(userID) ? [MENTION.me] : []), ...(all ? [MENTION.all] : [])];
    if (GroupAtType.length === 0) continue;
    const GroupAtTips = { GroupId: groupID, From_Account, MsgSeq, GroupAtType };
    context.pushTo(userID, { Event: 12, GroupTips: [{ ...envelope(context, group, {}), GroupAtTips }] });
  }
}
