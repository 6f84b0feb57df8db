import { z } from 'zod';
import { accountOf } from '../../accounts/accounts.js';
import { actingFor, FRIENDS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { Hub } from '../../core/hub.js';
import { unfriend } from './friendship.js';
import { type ResultItem, result, results } from './result.js';

const change = z.looseObject({
  From_Account: z.string().optional(),
  To_Account: z.array(z.string()).min(1).max(1000),
});

/** Nobody on the list can send to its owner any more: they get 20007. Friends are none from then on (vendor's page). */
export const blackListAdd = command(30001, change, (hub, session, body) => {
  const owner = actingFor(hub, session, body.From_Account, FRIENDS);
  const ResultItem = body.To_Account.map((To_Account) => {
    if (To_Account === owner) return result(To_Account, 30001, 'nobody can block oneself');
    if (!accountOf(hub, To_Account)) return result(To_Account, 30003, 'no such account');
    if (hub.store.blocks(owner, To_Account)) return result(To_Account, 30001, 'is blocked already');
    hub.store.putBlock(owner, To_Account, hub.seconds());
    unfriend(hub, owner, To_Account);
    unfriend(hub, To_Account, owner);
    return result(To_Account, 0, '');
  });
  return tellAndAnswer(hub, owner, 'BlackListAdd_Account', ResultItem);
});

export const blackListDelete = command(30001, change, (hub, session, body) => {
  const owner = actingFor(hub, session, body.From_Account, FRIENDS);
  const ResultItem = body.To_Account.map((To_Account) => {
    if (!hub.store.blocks(owner, To_Account)) return result(To_Account, 30001, 'is not blocked');
    hub.store.deleteBlock(owner, To_Account);
    return result(To_Account, 0, '');
  });
  return tellAndAnswer(hub, owner, 'BlackListDel_Account', ResultItem);
});

/** A missing StartIndex, or one other than 0 at the end, makes Web SDK 3.6 ask for ever. */
export const blackListGet = command(
  30001,
  z.looseObject({
    From_Account: z.string().optional(),
    StartIndex: z.int().min(0).optional(),
    MaxLimited: z.int().min(1).optional(),
  }),
  (hub, session, body) => {
    const all = hub.store.blockList(actingFor(hub, session, body.From_Account, FRIENDS));
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
  30001,
  z.looseObject({
    From_Account: z.string().optional(),
    To_Account: z.array(z.string()).min(1).max(1000),
    CheckType: z.string().optional(),
  }),
  (hub, session, body) => {
    const owner = actingFor(hub, session, body.From_Account, FRIENDS);
    return {
      BlackListCheckItem: body.To_Account.map((To_Account) => ({
        ...result(To_Account, 0, ''),
        Relation: relation(hub.store.blocks(owner, To_Account), hub.store.blocks(To_Account, owner)),
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

function tellAndAnswer(hub: Hub, owner: string, field: string, items: ResultItem[]): Record<string, unknown> {
  const done = items.filter((item) => item.ResultCode === 0).map((item) => item.To_Account);
  // To the caller's own device too: Web SDK 3.6 keeps its list by this notice, not by the answer.
  if (done.length > 0) hub.pushTo(owner, { Event: 7, FriendListMod: [{ [field]: done }] });
  return results(items);
}
