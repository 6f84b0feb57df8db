import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { accountOf } from '../../accounts/accounts.js';
import { actingFor, FRIENDS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { unfriend } from './friendship.js';
import { type ResultItem, result, results } from './result.js';

const change = z.looseObject({
  From_Account: z.string().optional(),
  To_Account: z.array(z.string()).min(1).max(1000),
});

/** What those on the list send does not reach its owner any more. Friends are none from then on (vendor's page on the block list). */
export const blackListAdd = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  change,
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    const ResultItem = body.To_Account.map((To_Account) => {
      if (To_Account === owner)
        return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS, 'nobody can block oneself');
      if (!accountOf(context, To_Account))
        return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_ACCOUNT_NOT_FOUND, 'no such account');
      if (context.store.blocks(owner, To_Account))
        return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS, 'is blocked already');
      context.store.putBlock(owner, To_Account, context.seconds());
      unfriend(context, owner, To_Account);
      unfriend(context, To_Account, owner);
      return result(To_Account, 0, '');
    });
    return tellAndAnswer(context, owner, 'BlackListAdd_Account', ResultItem);
  },
);

export const blackListDelete = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  change,
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    const ResultItem = body.To_Account.map((To_Account) => {
      if (!context.store.blocks(owner, To_Account))
        return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS, 'is not blocked');
      context.store.deleteBlock(owner, To_Account);
      return result(To_Account, 0, '');
    });
    return tellAndAnswer(context, owner, 'BlackListDel_Account', ResultItem);
  },
);

/** A missing StartIndex, or one other than 0 at the end, makes Web SDK 3.6 ask for ever. */
export const blackListGet = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    StartIndex: z.int().min(0).optional(),
    MaxLimited: z.int().min(1).optional(),
  }),
  (context, session, body) => {
    const all = context.store.blockList(actingFor(context, session, body.From_Account, FRIENDS));
    const start = body.StartIndex ?? 0;
    const end = Math.min(start + Math.min(body.MaxLimited ?? 1000, 1000), all.length);
    return {
      BlackListItem: all.slice(start, end).map(({ userID, addTime }) => ({
        To_Account: userID,
        AddBlackTimeStamp: addTime,
      })),
      StartIndex: end < all.length ? end : 0,
      CurruentSequence: 0,
    };
  },
);

/** Who has whom on the list. */
export const blackListCheck = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    To_Account: z.array(z.string()).min(1).max(1000),
    CheckType: z.string().optional(),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    return {
      BlackListCheckItem: body.To_Account.map((To_Account) => ({
        ...result(To_Account, 0, ''),
        Relation: relation(context.store.blocks(owner, To_Account), context.store.blocks(To_Account, owner)),
      })),
    };
  },
);

/** A is who asks, B the other: who has the other on the list. */
function relation(own: boolean, others: boolean): string {
  if (own && others) return 'BlackCheckResult_Type_BothWay';
  if (own) return 'BlackCheckResult_Type_AWithB';
  return others ? 'BlackCheckResult_Type_BWithA' : 'BlackCheckResult_Type_NO';
}

function tellAndAnswer(
  context: HubContext,
  owner: string,
  field: string,
  items: ResultItem[],
): Record<string, unknown> {
  const done = items.filter((item) => item.ResultCode === 0).map((item) => item.To_Account);
  // To the caller's own device too: Web SDK 3.6 keeps its list by this notice, not by the answer.
  if (done.length > 0) context.pushTo(owner, { Event: 7, FriendListMod: [{ [field]: done }] });
  return results(items);
}
