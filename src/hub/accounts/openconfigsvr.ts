import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { type CommandTable, command } from '../core/command.js';
import { MUTED_BY_APP } from '../store/collections.js';
import { actingFor, MESSAGES } from './acting-for.js';

/** What stands for "for ever" (vendor's page on setnospeaking). */
const FOR_EVER = 0xffffffff;

/** Until when a user may not write, as unix seconds; 0 for not muted. */
function until(seconds: number | undefined, before: number, now: number): number {
  if (seconds === undefined) return before;
  if (seconds === 0) return 0;
  return seconds === FOR_EVER ? Number.MAX_SAFE_INTEGER : now + seconds;
}

function left(end: number, now: number): number {
  if (end === Number.MAX_SAFE_INTEGER) return FOR_EVER;
  return Math.max(0, end - now);
}

/** Mutes a user for all of the app: to users, in groups, or both (seconds; 0 ends it). */
const setNoSpeaking = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({
    Set_Account: z.string(),
    C2CmsgNospeakingTime: z.int().min(0).optional(),
    GroupmsgNospeakingTime: z.int().min(0).optional(),
  }),
  (context, session, body) => {
    const userID = actingFor(context, session, body.Set_Account, MESSAGES);
    const before = context.store.document(MUTED_BY_APP, userID) ?? { c2c: 0, group: 0 };
    const now = context.seconds();
    const c2c = until(body.C2CmsgNospeakingTime, before.c2c, now);
    const group = until(body.GroupmsgNospeakingTime, before.group, now);
    if (c2c === 0 && group === 0) context.store.deleteDocument(MUTED_BY_APP, userID);
    else context.store.putDocument(MUTED_BY_APP, [userID], { c2c, group });
    return {};
  },
  { adminOnly: true },
);

const getNoSpeaking = command(
  CODE.ERR_SVR_ACCOUNT_INVALID_PARAMETERS,
  z.looseObject({ Get_Account: z.string() }),
  (context, session, body) => {
    const userID = actingFor(context, session, body.Get_Account, MESSAGES);
    const { c2c, group } = context.store.document(MUTED_BY_APP, userID) ?? { c2c: 0, group: 0 };
    const now = context.seconds();
    return { C2CmsgNospeakingTime: left(c2c, now), GroupmsgNospeakingTime: left(group, now) };
  },
  { adminOnly: true },
);

/** REST: what the app as a whole may and may not. */
export const openConfigSvr: CommandTable = {
  'openconfigsvr.setnospeaking': setNoSpeaking,
  'openconfigsvr.getnospeaking': getNoSpeaking,
};
