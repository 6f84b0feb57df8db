import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import type { WireMessage } from '../../im/wire.js';
import { command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { C2C_EXTENSIONS, GROUP_EXTENSIONS } from '../store/collections.js';
import {
  C2C_BAD_BODY,
  c2cMessage,
  c2cTarget,
  GROUP_BAD_BODY,
  groupMessage,
  groupTarget,
  Kept,
  pushAbout,
} from './target.js';

const kept = new Kept(C2C_EXTENSIONS, GROUP_EXTENSIONS);

/** What a request does, by the vendor's page on set_key_values. */
const OPERATION = { set: 1, delete: 2, clear: 3 } as const;

const change = {
  OperateType: z.literal(Object.values(OPERATION)),
  ExtensionList: z
    .array(
      z.object({
        Key: z.string().min(1).max(100),
        Value: z.string().max(1024).optional(),
        Seq: z.number().optional(),
      }),
    )
    .max(20)
    .optional(),
};

type Change = z.output<z.ZodObject<typeof change>>;

/**
 * Sets, deletes or clears a message's keys and values. Who sets a key says by Seq which change of it was seen last; where
 * somebody else was first, that key is refused (23001) and its newest value comes back (vendor's page on set_key_values).
 */
function setKeyValues(
  context: HubContext,
  session: Session,
  wire: WireMessage,
  { OperateType, ExtensionList = [] }: Change,
): Record<string, unknown> {
  const before = kept.get(context, wire) ?? { latestSeq: 0, clearSeq: 0, entries: [] };
  const latestSeq = before.latestSeq + 1;
  if (OperateType === OPERATION.clear) {
    kept.put(context, wire, { latestSeq, clearSeq: latestSeq, entries: [] });
    announce(context, session, wire, OperateType, { ClearSeq: latestSeq, ExtensionList: [] }, latestSeq);
    return { ExtensionList: [] };
  }
  const entries = new Map(before.entries.map((each) => [each.Key, each]));
  const done: { Key: string; Value: string; Seq: number }[] = [];
  const results = ExtensionList.map(({ Key, Value = '', Seq = 0 }) => {
    const known = entries.get(Key);
    if (known && known.Seq !== Seq)
      return { ErrorCode: CODE.ERR_SVR_MSG_EXTENSION_CONFLICT, Extension: known };
    if (!known && OperateType === OPERATION.delete) {
      return { ErrorCode: CODE.ERR_SVR_MSG_EXTENSION_NOT_EXIST, Extension: { Key, Value, Seq } };
    }
    const Extension = { Key, Value: OperateType === OPERATION.set ? Value : '', Seq: latestSeq };
    if (OperateType === OPERATION.set) entries.set(Key, Extension);
    else entries.delete(Key);
    done.push(Extension);
    return { ErrorCode: 0, Extension };
  });
  if (done.length > 0) {
    kept.put(context, wire, { ...before, latestSeq, entries: [...entries.values()] });
    const result = { ExtensionList: done, ClearSeq: before.clearSeq };
    announce(context, session, wire, OperateType, result, latestSeq);
  }
  return { ExtensionList: results };
}

function announce(
  context: HubContext,
  session: Session,
  wire: WireMessage,
  OperateType: number,
  result: Record<string, unknown>,
  LatestSeq: number,
): void {
  const { MsgClientTime, MsgRandom, TinyId } = wire;
  // Web SDK 3.6 makes the message's ID of these.
  const MessageInfo = { MsgClientTime, MsgRandom };
  const OperateResultList = [result];
  const MsgExtensionNotify = { MessageInfo, TinyId, OperateType, OperateResultList, LatestSeq };
  pushAbout(context, session, wire, { MsgExtensionNotify });
}

function getKeyValues(context: HubContext, wire: WireMessage): Record<string, unknown> {
  const { latestSeq, clearSeq, entries } = kept.get(context, wire) ?? {
    ...{ latestSeq: 0, clearSeq: 0, entries: [] },
  };
  return { CompleteFlag: 1, LatestSeq: latestSeq, ClearSeq: clearSeq, ExtensionList: entries };
}

export const c2cSetKeyValues = command(
  C2C_BAD_BODY,
  z.looseObject({ ...c2cTarget, MsgKey: z.string(), ...change }),
  (context, session, body) =>
    setKeyValues(context, session, c2cMessage(context, session, body, body.MsgKey), body),
);

export const c2cGetKeyValues = command(
  C2C_BAD_BODY,
  z.looseObject({ ...c2cTarget, MsgKey: z.string() }),
  (context, session, body) => getKeyValues(context, c2cMessage(context, session, body, body.MsgKey)),
);

export const groupSetKeyValues = command(
  GROUP_BAD_BODY,
  z.looseObject({ ...groupTarget, MsgSeq: z.number(), ...change }),
  (context, session, body) =>
    setKeyValues(context, session, groupMessage(context, session, body.GroupId, body.MsgSeq), body),
);

export const groupGetKeyValues = command(
  GROUP_BAD_BODY,
  z.looseObject({ ...groupTarget, MsgSeq: z.number() }),
  (context, session, body) =>
    getKeyValues(context, groupMessage(context, session, body.GroupId, body.MsgSeq)),
);
