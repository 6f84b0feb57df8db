import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { type C2CMessage, isGroupMessage, type WireMessage } from '../../im/wire.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { groupOf, membershipOf } from '../groups/groups.js';
import type { Collection } from '../store/collection.js';

/** A C2C message as requests name it: From_Account and To_Account are the two sides, in whichever order. */
export const c2cTarget = { From_Account: z.string().optional(), To_Account: z.string() };
export const groupTarget = { GroupId: z.string() };

export const C2C_BAD_BODY = CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT;
export const GROUP_BAD_BODY = CODE.ERR_SVR_GROUP_INVALID_PARAMETERS;

/** @throws SigError 20026 no such message, 90009 one of others */
export function c2cMessage(
  context: HubContext,
  session: Session,
  {
    From_Account: from = session.userID,
    To_Account: to,
  }: { From_Account?: string | undefined; To_Account: string },
  key: string,
): C2CMessage {
  if (!session.admin && session.userID !== from && session.userID !== to) {
    throw new SigError(CODE.ERR_SVR_MSG_ADMIN_REQUIRED, `${session.userID} is not one of ${from} and ${to}`);
  }
  const stored = context.store.c2cMessage(from, to, key);
  if (!stored || stored.recalled || isGroupMessage(stored.wire)) {
    throw new SigError(CODE.ERR_SVR_MSG_NOT_FOUND, `${from} and ${to} have no message ${key}`);
  }
  return stored.wire;
}

/** @throws SigError 10010, 10007 no member, 10030 no such message */
export function groupMessage(
  context: HubContext,
  session: Session,
  groupID: string,
  seq: number,
): WireMessage {
  groupOf(context, groupID);
  membershipOf(context, session, groupID);
  const stored = context.store.groupMessage(groupID, seq);
  if (!stored || stored.recalled) {
    throw new SigError(CODE.ERR_SVR_GROUP_REVOKE_MSG_NOT_FOUND, `${groupID} has no message ${seq}`);
  }
  return stored.wire;
}

/** What is kept about a message, whichever kind it is. */
export class Kept<Value> {
  #c2c: Collection<readonly ['user', 'user', 'text'], Value>;
  #group: Collection<readonly ['group', 'number'], Value>;

  constructor(
    c2c: Collection<readonly ['user', 'user', 'text'], Value>,
    group: Collection<readonly ['group', 'number'], Value>,
  ) {
    this.#c2c = c2c;
    this.#group = group;
  }

  get(context: HubContext, wire: WireMessage): Value | undefined {
    return isGroupMessage(wire)
      ? context.store.document(this.#group, wire.GroupId, wire.MsgSeq)
      : context.store.document(this.#c2c, wire.From_Account, wire.To_Account, wire.MsgKey);
  }

  put(context: HubContext, wire: WireMessage, value: Value): void {
    if (isGroupMessage(wire)) context.store.putDocument(this.#group, [wire.GroupId, wire.MsgSeq], value);
    else context.store.putDocument(this.#c2c, [wire.From_Account, wire.To_Account, wire.MsgKey], value);
  }
}

/** To everyone who has the message, but the device that made the change. */
export function pushAbout(
  context: HubContext,
  session: Session,
  wire: WireMessage,
  event: Record<string, unknown>,
): void {
  const users = isGroupMessage(wire)
    ? context.store.members(wire.GroupId).map(({ userID }) => userID)
    : new Set([wire.From_Account, wire.To_Account]);
  for (const userID of users) context.pushTo(userID, { Event: 0, ...event }, session);
}
