import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import type { C2CMessage } from '../../../im/wire.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import type { StoredMessage } from '../../store/store.js';
import { isThereFor } from '../deletions.js';
import { isInHistory } from '../recalls.js';

const MAX_PAGE = 100;

const schema = z.looseObject({
  Peer_Account: z.string(),
  MaxCnt: z.int().min(1).optional(),
  /** Unix seconds; 0 for the newest. */
  LastMsgTime: z.number().optional(),
  /** The LastMsgKey of the page before. */
  MsgKey: z.string().optional(),
  /** 0: older than the place given; 1: from it on. */
  GetDirection: z.number().optional(),
  /** 1: recalled messages too. */
  WithRecalledMsg: z.number().optional(),
});

/** A page of a C2C history, oldest first. */
export const getroammsg = command(CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT, schema, (context, session, body) => {
  const limit = Math.min(body.MaxCnt ?? 15, MAX_PAGE);
  const forward = body.GetDirection === 1;
  const place = { time: body.LastMsgTime ?? 0, key: body.MsgKey ?? '' };
  const page = (forward ? newer : older)(context, session.userID, body.Peer_Account, place, limit + 1);
  const complete = page.length <= limit;
  const list = page.slice(0, limit);
  const last = list.at(-1)?.wire as C2CMessage | undefined;
  if (!forward) list.reverse();
  return {
    Complete: complete ? 1 : 0,
    MsgCnt: list.length,
    LastMsgTime: last?.MsgTime ?? 0,
    LastMsgKey: last?.MsgKey ?? '',
    MsgKey: last?.MsgKey ?? '',
    MsgList: list
      .filter(isInHistory(body.WithRecalledMsg))
      .filter(isThereFor(context, session.userID))
      .map((message) => message.wire),
  };
});

interface Place {
  time: number;
  key: string;
}

/** New to old, from before that place. */
export function older(
  context: HubContext,
  owner: string,
  peer: string,
  place: Place,
  limit: number,
): StoredMessage[] {
  const at = place.key === '' ? undefined : context.store.c2cMessage(owner, peer, place.key);
  if (at) return context.store.c2cHistory(owner, peer, { limit, beforeID: at.id });
  if (place.time === 0) return context.store.c2cHistory(owner, peer, { limit });
  const found: StoredMessage[] = [];
  for (const message of newToOld(context, owner, peer)) {
    if (message.wire.MsgTime <= place.time) found.push(message);
    if (found.length === limit) break;
  }
  return found;
}

/** Old to new, from that place on. */
export function newer(
  context: HubContext,
  owner: string,
  peer: string,
  place: Place,
  limit: number,
): StoredMessage[] {
  const found: StoredMessage[] = [];
  for (const message of newToOld(context, owner, peer)) {
    if (message.wire.MsgTime < place.time) break;
    if (place.key !== '' && (message.wire as C2CMessage).MsgKey === place.key) break;
    found.push(message);
  }
  return found.reverse().slice(0, limit);
}

function* newToOld(context: HubContext, owner: string, peer: string): Generator<StoredMessage> {
  let beforeID: number | undefined;
  for (;;) {
    const page = context.store.c2cHistory(owner, peer, {
      limit: 200,
      ...(beforeID !== undefined && { beforeID }),
    });
    if (page.length === 0) return;
    yield* page;
    beforeID = page.at(-1)!.id;
  }
}
