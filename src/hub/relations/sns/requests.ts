import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { NICK } from '../../accounts/accounts.js';
import { actingFor, FRIENDS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { FRIEND_REQUESTS } from '../../store/collections.js';
import { befriend } from './friendship.js';
import { result } from './result.js';

/** Leaves a request with the one asked, and tells them. */
export function ask(context: HubContext, from: string, to: string, wording: string): void {
  const time = context.seconds();
  context.store.putDocument(FRIEND_REQUESTS, [to, from], { from, to, wording, time });
  const PendencyAdd = [
    {
      PendencyAdd_Account: from,
      ProfileImNick: context.store.account(from)?.profile[NICK] ?? '',
      AddWording: wording,
      AddTime: time,
      PendencyType: 'Pendency_Type_ComeIn',
    },
  ];
  context.pushTo(to, { Event: 7, FriendListMod: [{ PendencyAdd, PushType: 3, From_Account: from }] });
}

/** The one asked says yes (Response_Action_Agree, ..._AgreeAndAdd) or no. */
export const friendResponse = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    ResponseFriendItem: z
      .array(
        z.looseObject({ To_Account: z.string(), Remark: z.string().optional(), ResponseAction: z.string() }),
      )
      .min(1)
      .max(1000),
  }),
  (context, session, body) => {
    const owner = actingFor(context, session, body.From_Account, FRIENDS);
    return {
      ResultItem: body.ResponseFriendItem.map(({ To_Account, Remark = '', ResponseAction }) => {
        if (!context.store.document(FRIEND_REQUESTS, owner, To_Account))
          return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_PENDENCY_NOT_EXIST, 'there is no such request');
        context.store.deleteDocument(FRIEND_REQUESTS, owner, To_Account);
        if (ResponseAction !== 'Response_Action_Reject') {
          befriend(context, To_Account, owner, '');
          if (ResponseAction === 'Response_Action_AgreeAndAdd') befriend(context, owner, To_Account, Remark);
        }
        return result(To_Account, 0, '');
      }),
    };
  },
);

/** Requests that wait for the caller, and those that the caller made. */
export const pendencyGet = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({ From_Account: z.string().optional(), PendencyType: z.string().optional() }),
  (context, session, body) => {
    const self = actingFor(context, session, body.From_Account, FRIENDS);
    const type = body.PendencyType ?? 'Pendency_Type_Both';
    const PendencyItem: Record<string, unknown>[] = [];
    for (const { value } of context.store.documents(FRIEND_REQUESTS)) {
      const { from, to, wording, time } = value;
      const comesIn = to === self;
      if (!comesIn && from !== self) continue;
      const PendencyType = comesIn ? 'Pendency_Type_ComeIn' : 'Pendency_Type_SendOut';
      if (type !== 'Pendency_Type_Both' && type !== PendencyType) continue;
      const To_Account = comesIn ? from : to;
      const Nick = context.store.account(To_Account)?.profile[NICK] ?? '';
      PendencyItem.push({
        To_Account,
        Nick,
        AddWording: wording,
        AddTime: time,
        AddSource: '',
        PendencyType,
      });
    }
    const UnreadPendencyCount = PendencyItem.filter(
      (item) => item.PendencyType === 'Pendency_Type_ComeIn',
    ).length;
    return { PendencyItem, UnreadPendencyCount, StartTime: 0, CurrentSequence: 0 };
  },
);
