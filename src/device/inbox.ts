import {
  isGroupMessage,
  type PushBody,
  type PushEvent,
  type ResponseBody,
  type WireMessage,
} from '../im/wire.js';
import type { InvitationStore } from './invitation-store.js';
import { type MessageNumbers, messageKey } from './messages.js';

/** What a push brings, in its order. */
export type Received =
  | { kind: 'message'; wire: WireMessage }
  | { kind: 'modified'; wire: WireMessage }
  | { kind: 'recalled'; message: MessageNumbers };

interface Requester {
  request(command: string, body: object): Promise<ResponseBody>;
}

/** Recalls come among other notices, of C2C and of groups. */
function recalls(event: PushEvent): MessageNumbers[] {
  const c2c = (event.C2cNotifyMsgArray ?? []) as C2CNotice[];
  const tips = (event.GroupTips ?? []) as GroupNotice[];
  return [
    ...c2c.flatMap((notice) => notice.WithdrawC2cMsgNotify?.C2cWithdrawInfoArray ?? []),
    ...tips.flatMap((tip) => tip.MsgBody?.GroupWithdrawInfoArray ?? []),
  ];
}

interface C2CNotice {
  WithdrawC2cMsgNotify?: { C2cWithdrawInfoArray?: MessageNumbers[] };
}

interface GroupNotice {
  MsgBody?: { GroupWithdrawInfoArray?: MessageNumbers[] };
}

/** At most this many messages of a group are looked through at log-in (Web SDK cloud config, history_s_count). */
const GROUP_SYNC_COUNT = 20;

/** Takes messages out of pushes and of what the hub kept while the device was away. */
export class Inbox {
  #store: InvitationStore;

  constructor(store: InvitationStore) {
    this.#store = store;
  }

  /** What a push holds, less the messages that have come before: pushes can repeat. */
  receive(push: PushBody): Received[] {
    const received: Received[] = [];
    for (const event of push.EventArray) {
      for (const wire of [...(event.C2cMsgArray ?? []), ...(event.GroupMsgArray ?? [])]) {
        if (this.#isNew(wire)) received.push({ kind: 'message', wire });
      }
      const modified = [event.C2cMsgModNotifys, event.GroupMsgModNotifys] as (WireMessage[] | undefined)[];
      for (const wire of modified.flatMap((list) => list ?? [])) received.push({ kind: 'modified', wire });
      for (const message of recalls(event)) received.push({ kind: 'recalled', message });
    }
    return received;
  }

  #isNew(wire: WireMessage): boolean {
    return this.#store.see(messageKey(wire));
  }

  /**
   * What is unread and not yet seen here, old to new: all of C2C, and of groups active in the last `groupS` seconds.
   */
  async fetchMissed(hub: Requester, self: string, groupS: number, nowS: number): Promise<WireMessage[]> {
    const missed = [...(await unreadC2C(hub)), ...(await unreadGroups(hub, self, groupS, nowS))];
    return missed.filter((wire) => this.#isNew(wire));
  }
}

async function unreadC2C(hub: Requester): Promise<WireMessage[]> {
  const all: WireMessage[] = [];
  let Cookie = '';
  for (let SyncFlag = 0; SyncFlag !== 2; ) {
    const body = await hub.request('openim.getmsg', {
      Cookie,
      SyncFlag,
      NeedAbstract: 1,
      IsOnlineSync: 0,
      NeedSignaling: 1,
    });
    all.push(...((body.MsgList ?? []) as WireMessage[]));
    Cookie = String(body.Cookie ?? '');
    SyncFlag = Number(body.SyncFlag ?? 2);
  }
  return all;
}

interface SessionItem {
  Type: number;
  ToAccount?: string;
  MsgTime: number;
  UnreadMsgCount: number;
}

async function unreadGroups(
  hub: Requester,
  self: string,
  groupS: number,
  nowS: number,
): Promise<WireMessage[]> {
  const all: WireMessage[] = [];
  for (const { ToAccount: GroupId, MsgTime, UnreadMsgCount } of await groupConversations(hub, self)) {
    if (UnreadMsgCount === 0 || MsgTime <= nowS - groupS) continue;
    const ReqMsgNumber = Math.min(UnreadMsgCount, GROUP_SYNC_COUNT);
    const body = await hub.request('group_open_http_svc.group_msg_get', { GroupId, ReqMsgNumber });
    const list = (body.RspMsgList ?? []) as WireMessage[];
    all.push(...list.filter((wire) => isGroupMessage(wire) && wire.MsgTime > nowS - groupS).reverse());
  }
  return all;
}

async function groupConversations(hub: Requester, self: string): Promise<SessionItem[]> {
  const groups: SessionItem[] = [];
  let position = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 };
  for (;;) {
    const body = await hub.request('recentcontact.page_get', {
      From_Account: self,
      ...position,
      OrderType: 1,
    });
    groups.push(...((body.SessionItem ?? []) as SessionItem[]).filter((item) => item.Type === 2));
    if (body.CompleteFlag !== 0) return groups;
    const { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex } = body as unknown as typeof position;
    position = { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex };
  }
}
