import {
  isGroupMessage,
  type PushBody,
  type PushEvent,
  type ResponseBody,
  type WireMessage,
} from '../im/wire.js';
import { BoundedSet } from '../runtime/bounded-map.js';
import { type MessageNumbers, messageKey } from './messages.js';

/** What comes to a device, told once each. */
export interface InboxEvents {
  onMessage(wire: WireMessage): void;
  onModified(wire: WireMessage): void;
  onRecalled(message: MessageNumbers): void;
}

type Request = (command: string, body: object) => Promise<ResponseBody>;

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
  #events: InboxEvents;
  #seen = new BoundedSet<string>(10_000);

  constructor(events: InboxEvents) {
    this.#events = events;
  }

  receive(push: PushBody): void {
    for (const event of push.EventArray) {
      for (const wire of event.C2cMsgArray ?? []) this.#take(wire);
      for (const wire of event.GroupMsgArray ?? []) this.#take(wire);
      for (const wire of (event.C2cMsgModNotifys ?? []) as WireMessage[]) this.#events.onModified(wire);
      for (const wire of (event.GroupMsgModNotifys ?? []) as WireMessage[]) this.#events.onModified(wire);
      for (const message of recalls(event)) this.#events.onRecalled(message);
    }
  }

  #take(wire: WireMessage): void {
    if (this.#seen.add(messageKey(wire))) this.#events.onMessage(wire);
  }

  /**
   * What is unread and not yet seen here, old to new: all of C2C, and of groups active in the last `groupS` seconds.
   */
  async fetchMissed(request: Request, self: string, groupS: number, nowS: number): Promise<WireMessage[]> {
    const missed = [...(await unreadC2C(request)), ...(await unreadGroups(request, self, groupS, nowS))];
    return missed.filter((wire) => this.#seen.add(messageKey(wire)));
  }

  forget(): void {
    this.#seen.clear();
  }
}

async function unreadC2C(request: Request): Promise<WireMessage[]> {
  const all: WireMessage[] = [];
  let Cookie = '';
  for (let SyncFlag = 0; SyncFlag !== 2; ) {
    const body = await request('openim.getmsg', {
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
  request: Request,
  self: string,
  groupS: number,
  nowS: number,
): Promise<WireMessage[]> {
  const all: WireMessage[] = [];
  for (const { ToAccount: GroupId, MsgTime, UnreadMsgCount } of await groupConversations(request, self)) {
    if (UnreadMsgCount === 0 || MsgTime <= nowS - groupS) continue;
    const ReqMsgNumber = Math.min(UnreadMsgCount, GROUP_SYNC_COUNT);
    const body = await request('group_open_http_svc.group_msg_get', { GroupId, ReqMsgNumber });
    const list = (body.RspMsgList ?? []) as WireMessage[];
    all.push(...list.filter((wire) => isGroupMessage(wire) && wire.MsgTime > nowS - groupS).reverse());
  }
  return all;
}

async function groupConversations(request: Request, self: string): Promise<SessionItem[]> {
  const groups: SessionItem[] = [];
  let position = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 };
  for (;;) {
    const body = await request('recentcontact.page_get', { From_Account: self, ...position, OrderType: 1 });
    groups.push(...((body.SessionItem ?? []) as SessionItem[]).filter((item) => item.Type === 2));
    if (body.CompleteFlag !== 0) return groups;
    const { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex } = body as unknown as typeof position;
    position = { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex };
  }
}
