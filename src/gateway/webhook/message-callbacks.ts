import type { Session } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';
import { CODE } from '../../im/error-codes.js';
import { wireGroupType } from '../../im/group-types.js';
import type { ResponseBody } from '../../im/wire.js';
import type { CallbackBody } from './poster.js';
import type { VerdictRules } from './verdict.js';

export type Body = Record<string, unknown>;

/** The callbacks around a message's sending, of one kind of conversation. */
export interface MessageCallbacks {
  /** What the hub would only fill in while it sends, so that both callbacks and the message tell of the same. */
  complete(hub: Hub, body: Body): Body;
  before(hub: Hub, session: Session, body: Body): CallbackBody;
  /** Undefined where a failure is not told of. */
  after(hub: Hub, session: Session, body: Body, answer: ResponseBody): CallbackBody | undefined;
  rules(hub: Hub, body: Body): VerdictRules;
}

const C2C: MessageCallbacks = {
  complete(hub, body) {
    return body.MsgSeq === undefined ? { ...body, MsgSeq: hub.entropy.uint32() } : body;
  },
  before(hub, session, body) {
    return c2c('C2C.CallbackBeforeSendMsg', hub, session, body, hub.seconds());
  },
  after(hub, session, body, answer) {
    const sent = answer.ErrorCode === 0;
    // Without a callback before it, the message has got its numbers only now.
    const [MsgSeq, MsgRandom, time] = sent ? String(answer.MsgKey).split('_').map(Number) : [];
    const numbered = { ...body, ...(sent && { MsgSeq, MsgRandom }) };
    return {
      ...c2c('C2C.CallbackAfterSendMsg', hub, session, numbered, time ?? hub.seconds()),
      SendMsgResult: answer.ErrorCode,
      ErrorInfo: sent ? 'send msg succeed' : answer.ErrorInfo,
      UnreadMsgNum: sent ? unreadOf(hub, String(body.To_Account)) : -1,
    };
  },
  rules(hub, body) {
    const time = hub.seconds();
    return {
      refusedCode: CODE.ERR_SVR_MSG_PUSH_DENY,
      isOwnCode: (code) => code >= 120_001 && code <= 130_000,
      silent: { MsgTime: time, MsgKey: `${body.MsgSeq}_${body.MsgRandom ?? 0}_${time}` },
    };
  },
};

function unreadOf(hub: Hub, userID: string): number {
  return hub.store.unreadCounts(userID).reduce((sum, { count }) => sum + count, 0);
}

function c2c(command: string, hub: Hub, session: Session, body: Body, time: number): CallbackBody {
  const { To_Account, MsgSeq = 0, MsgRandom = 0, MsgBody, CloudCustomData = '' } = body;
  return {
    CallbackCommand: command,
    From_Account: body.From_Account ?? session.userID,
    To_Account,
    MsgSeq,
    MsgRandom,
    MsgTime: time,
    MsgKey: `${MsgSeq}_${MsgRandom}_${time}`,
    OnlineOnlyFlag: body.MsgLifeTime === 0 ? 1 : 0,
    MsgBody,
    CloudCustomData,
    EventTime: hub.clock.now(),
  };
}

const GROUP: MessageCallbacks = {
  complete: (_hub, body) => body,
  before(hub, session, body) {
    return group('Group.CallbackBeforeSendMsg', hub, session, body);
  },
  after(hub, session, body, answer) {
    if (answer.ErrorCode !== 0) return undefined;
    const { MsgSeq, MsgTime } = answer;
    return {
      ...group('Group.CallbackAfterSendMsg', hub, session, body),
      MsgSeq,
      MsgTime,
      MsgId: `${MsgTime}-${MsgSeq}-${body.Random ?? 0}`,
    };
  },
  rules(hub, body) {
    return {
      refusedCode: CODE.ERR_SVR_GROUP_REJECT_FROM_THIRDPARTY,
      isOwnCode: (code) => (code >= 10_100 && code <= 10_200) || (code >= 120_001 && code <= 130_000),
      silent: { MsgTime: hub.seconds(), MsgSeq: hub.store.lastGroupSeq(String(body.GroupId)) },
    };
  },
};

function group(command: string, hub: Hub, session: Session, body: Body): CallbackBody {
  const { GroupId, Random = 0, MsgBody, CloudCustomData = '' } = body;
  return {
    CallbackCommand: command,
    GroupId,
    Type: groupTypeOf(hub, GroupId),
    From_Account: body.From_Account ?? session.userID,
    Operator_Account: session.userID,
    Random,
    OnlineOnlyFlag: Number(body.OnlineOnlyFlag) > 0 ? 1 : 0,
    MsgBody,
    CloudCustomData,
    EventTime: hub.clock.now(),
  };
}

/** A group's type by the names of the server API; '' for a group there is not. */
export function groupTypeOf(hub: Hub, groupID: unknown): string {
  const group = hub.store.group(String(groupID));
  return group ? wireGroupType(group.type) : '';
}

const CALLBACKS: Readonly<Record<string, MessageCallbacks>> = {
  'openim.sendmsg': C2C,
  'group_open_http_svc.send_group_msg': GROUP,
};

/** A send command's callbacks and body; undefined for other commands, and for a body that can't be a message. */
export function messageCallbacks(
  name: string,
  body: unknown,
): { callbacks: MessageCallbacks; body: Body; forbids(which: 'Before' | 'After'): boolean } | undefined {
  const callbacks = Object.hasOwn(CALLBACKS, name) ? CALLBACKS[name] : undefined;
  if (!callbacks || typeof body !== 'object' || body === null) return undefined;
  const fields = body as Body;
  const receiver = callbacks === C2C ? fields.To_Account : fields.GroupId;
  if (typeof receiver !== 'string' || !Array.isArray(fields.MsgBody)) return undefined;
  const control = Array.isArray(fields.ForbidCallbackControl) ? fields.ForbidCallbackControl : [];
  return {
    callbacks,
    body: fields,
    forbids: (which) => control.includes(`Forbid${which}SendMsgCallback`),
  };
}
