import type { MsgElement } from './elements.js';

/**
 * A message as the hub keeps it and as it travels: the vendor's own PascalCase form, the same in REST answers, webhooks,
 * and the Web SDK's pushes. Times are unix seconds.
 */
export interface C2CMessage {
  From_Account: string;
  To_Account: string;
  /** The sender's own number; may repeat. */
  MsgSeq: number;
  MsgRandom: number;
  MsgTimeStamp: number;
  MsgTime: number;
  MsgClientTime: number;
  /** `<seq>_<random>_<time>` */
  MsgKey: string;
  MsgBody: MsgElement[];
  CloudCustomData: string;
  /** 0, and one more for each modification. */
  MsgVersion: number;
  /** The sender's TinyId. */
  TinyId: string;
  From_AccountNick?: string;
  From_AccountHeadurl?: string;
  SendMsgControl?: WireMsgControl;
  /** 0 on a message for online users only: no SDK counts or keeps such a one. */
  MsgLifeTime?: 0;
  OnlineOnlyFlag?: 1;
  IsNeedReadReceipt?: 1;
  /** Keys and values may be set on it. */
  SupportMessageExtension?: 1;
  /** The receiver confirmed that it was read. */
  IsPeerRead?: 1;
  /** 2 on a recalled message (Web SDK 3.6 reads it so). */
  IsPlaceMsg?: 2;
}

/** SendMsgControl as pushes and histories carry it; requests have a list of the same names. */
export interface WireMsgControl {
  NoUnread?: 1;
  NoLastMsg?: 1;
}

export interface GroupMessage {
  From_Account: string;
  GroupId: string;
  ToGroupId: string;
  /** The group's own number: 1, 2, 3 ... */
  MsgSeq: number;
  Random: number;
  MsgRandom: number;
  ClientSeq: number;
  MsgTime: number;
  MsgTimeStamp: number;
  MsgClientTime: number;
  MsgBody: MsgElement[];
  CloudCustomData: string;
  MsgPriority: string;
  MsgVersion: number;
  TinyId: string;
  GroupInfo: {
    /** Web SDK 2.27 looks for the group here. */
    GroupId: string;
    From_AccountNick: string;
    From_AccountHeadurl: string;
    GroupName: string;
    Type: string;
    /** The sender's name card in the group, where there is one (Web SDK 3.6). */
    MsgFrom_AccountExtraInfo?: { NameCard: string };
  };
  SendMsgControl?: WireMsgControl;
  OnlineOnlyFlag?: 1;
  NeedReadReceipt?: 1;
  SupportMessageExtension?: 1;
  /** Whom the message mentions; Web SDK 3.6 reads it of pushes and histories. */
  GroupAtInfo?: { GroupAtAllFlag?: number | undefined; GroupAt_Account?: string | undefined }[];
  /** 2 on a recalled message. */
  IsPlaceMsg?: 2;
}

export type WireMessage = C2CMessage | GroupMessage;

export function isGroupMessage(message: WireMessage): message is GroupMessage {
  return 'GroupId' in message;
}

/** The body of a push frame (`im_open_push.msg_push`). */
export interface PushBody {
  EventArray: PushEvent[];
  NeedAck?: 0 | 1;
  SessionData?: string;
}

/** One event of a push; `Event` is the vendor's number (1 C2C messages, 3 group messages, 18/19 modifications ...). */
export interface PushEvent {
  Event: number;
  C2cMsgArray?: C2CMessage[];
  GroupMsgArray?: GroupMessage[];
  C2cMsgModNotifys?: unknown[];
  GroupMsgModNotifys?: unknown[];
  [field: string]: unknown;
}

/** What every command answers: code 0 and the command's own fields, or a code and its reason. */
export interface ResponseBody {
  /** SomeError: batchsendmsg could not reach all. */
  ActionStatus: 'OK' | 'FAIL' | 'SomeError';
  ErrorCode: number;
  ErrorInfo: string;
  [field: string]: unknown;
}

export function okBody(fields: Record<string, unknown> = {}): ResponseBody {
  return { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...fields };
}

export function failBody(code: number, info: string): ResponseBody {
  return { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: info };
}
