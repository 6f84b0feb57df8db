import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';

export const uint32 = z.int().min(0).max(0xffffffff);

export const msgBody = z
  .array(z.looseObject({ MsgType: z.string(), MsgContent: z.looseObject({}) }))
  .min(1, 'a message needs an element')
  .max(500, 'a message has at most 500 elements');

/** OfflinePushInfo; the parts for single makers of phones pass through. */
export const offlinePushInfo = z.looseObject({
  PushFlag: z.number().optional(),
  Title: z.string().optional(),
  Desc: z.string().optional(),
  Ext: z.string().optional(),
});

/** What a message to one or many users says of itself. */
export const messageFields = {
  MsgSeq: uint32.optional(),
  MsgRandom: uint32.optional(),
  MsgClientTime: z.number().optional(),
  /** REST: unix seconds, for the vendor's logs only. */
  MsgTimeStamp: z.int().optional(),
  MsgBody: msgBody,
  CloudCustomData: z.string().optional(),
  /** Seconds that an offline user's copy is kept; 0: for online users only. */
  MsgLifeTime: z.int().min(0).optional(),
  OnlineOnlyFlag: z.number().optional(),
  /** 1: the sender's devices get it too; 2: it is not even in the sender's history. REST only. */
  SyncOtherMachine: z.int().optional(),
  SendMsgControl: z.array(z.string()).optional(),
  OfflinePushInfo: offlinePushInfo.optional(),
  IsNeedReadReceipt: z.number().optional(),
  SupportMessageExtension: z.number().optional(),
};

/** What is wrong with a message when one of these does not fit. */
export const messageCodes = {
  To_Account: CODE.ERR_SVR_MSG_INVALID_TO_ACCOUNT,
  MsgBody: CODE.ERR_SVR_MSG_INVALID_JSON_BODY_FORMAT,
  MsgRandom: CODE.ERR_SVR_MSG_INVALID_RAND,
  MsgTimeStamp: CODE.ERR_SVR_MSG_INVALID_TIMESTAMP,
  SyncOtherMachine: CODE.ERR_SVR_MSG_INVALID_SYNCOTHERMACHINE,
  MsgLifeTime: CODE.ERR_SVR_MSG_INVALID_MSGLIFETIME,
  '': CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
};

/** A message to one user, as `openim.sendmsg` carries it. */
export type C2COrder = z.output<z.ZodObject<typeof messageFields>>;

/** What a message to a group says of itself. */
export const groupMessageFields = {
  GroupId: z.string(),
  Random: uint32.optional(),
  ClientSeq: uint32.optional(),
  MsgClientTime: z.number().optional(),
  MsgPriority: z.string().optional(),
  MsgBody: msgBody,
  CloudCustomData: z.string().optional(),
  OnlineOnlyFlag: z.number().optional(),
  SendMsgControl: z.array(z.string()).optional(),
  OfflinePushInfo: offlinePushInfo.optional(),
  GroupAtInfo: z
    .array(z.object({ GroupAtAllFlag: z.number().optional(), GroupAt_Account: z.string().optional() }))
    .optional(),
  NeedReadReceipt: z.number().optional(),
  SupportMessageExtension: z.number().optional(),
  /** Only these members get it, and no history does. */
  To_Account: z.array(z.string()).max(50).optional(),
};

/** A message to a group, as `group_open_http_svc.send_group_msg` carries it. */
export type GroupOrder = z.output<z.ZodObject<typeof groupMessageFields>>;
