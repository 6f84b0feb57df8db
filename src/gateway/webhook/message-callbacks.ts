import type { Hub } from '../../hub/hub.js';
import type { Session } from '../../hub/session.js';
import type { ResponseBody } from '../../im/wire.js';
import type { CallbackBody } from './poster.js';
import type { VerdictRules } from './verdict.js';

export type Body = Record<string, unknown>;

/** The callbacks around a message's sending, of one kind of conversation. */
export interface MessageCallbacks {
  before(hub: Hub, session: Session, body: Body): CallbackBody;
  after(hub: Hub, session: Session, body: Body, answer: ResponseBody): CallbackBody;
  rules(hub: Hub, body: Body): VerdictRules;
}

const C2C: MessageCallbacks = {
  before(hub, session, body) {
    return c2c('C2C.CallbackBeforeSendMsg', hub, session, body, hub.seconds());
  },
  after(hub, session, body, answer) {
    return {
      ...c2c('C2C.CallbackAfterSendMsg', hub, session, body, Number(answer.MsgTime ?? hub.seconds())),
      ...(typeof answer.MsgKey === 'string' && { MsgKey: answer.MsgKey }),
      SendMsgResult: 0,
      ErrorInfo: 'send msg succeed',
    };
  },
  rules(hub, body) {
    const time = hub.seconds();
    return {
      refusedCode: 20006,
      isOwnCode: (code) => code >= 120_001 && code <= 130_000,
      silent: { MsgTime: time, MsgKey: `${body.MsgSeq ?? 0}_${body.MsgRandom ?? 0}_${time}` },
    };
  },
};

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
  before(hub, session, body) {
    return group('Group.CallbackBeforeSendMsg', hub, session, body);
  },
  after(hub, session, body, answer) {
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
      refusedCode: 10016,
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
    Type: hub.store.group(String(GroupId))?.type ?? '',
    From_Account: body.From_Account ?? session.userID,
    Operator_Account: session.userID,
    Random,
    OnlineOnlyFlag: body.OnlineOnlyFlag === 1 ? 1 : 0,
    MsgBody,
    CloudCustomData,
    EventTime: hub.clock.now(),
  };
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
