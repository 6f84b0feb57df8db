import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { NICK } from '../../accounts/accounts.js';
import { actingFor, FRIENDS } from '../../accounts/acting-for.js';
import { command } from '../../core/command.js';
import type { HubContext } from '../../core/context.js';
import { FRIEND_REQUESTS, FRIEND_REQUESTS_SEEN } from '../../store/collections.js';
import { befriend, endRequest, FRIENDS_CHANGE, type FriendNotes } from './friendship.js';
import { result, results } from './result.js';

/** Leaves a request with the one asked, and tells both sides. */
export function ask(
  context: HubContext,
  from: string,
  to: string,
  wording: string,
  { remark, source, groupName }: FriendNotes,
): void {
  const time = context.seconds();
  context.store.putDocument(FRIEND_REQUESTS, [to, from], {
    from,
    to,
    wording,
    time,
    remark,
    source,
    groupName,
  });
  for (const [user, other, PendencyType] of [
    [to, from, 'Pendency_Type_ComeIn'],
    [from, to, 'Pendency_Type_SendOut'],
  ] as const) {
    const PendencyAdd = [
      {
        PendencyAdd_Account: other,
        ProfileImNick: context.store.account(other)?.profile[NICK] ?? '',
        AddWording: wording,
        AddSource: source ?? '',
        AddTime: time,
        PendencyType,
      },
    ];
    const change = { PendencyAdd, PushType: FRIENDS_CHANGE.requested, From_Account: from };
    context.pushTo(user, { Event: 7, FriendListMod: [change] });
  }
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
        const request = context.store.document(FRIEND_REQUESTS, owner, To_Account);
        if (!request)
          return result(To_Account, CODE.ERR_SVR_FRIENDSHIP_PENDENCY_NOT_EXIST, 'there is no such request');
        endRequest(context, owner, To_Account);
        if (ResponseAction !== 'Response_Action_Reject') {
          befriend(context, To_Account, owner, request);
          if (ResponseAction === 'Response_Action_AgreeAndAdd') {
            befriend(context, owner, To_Account, { remark: Remark, source: request.source });
          }
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
    const seenUntil = context.store.document(FRIEND_REQUESTS_SEEN, self) ?? 0;
    let UnreadPendencyCount = 0;
    for (const { value } of context.store.documents(FRIEND_REQUESTS)) {
      const { from, to, wording, time, source = '' } = value;
      const comesIn = to === self;
      if (!comesIn && from !== self) continue;
      const PendencyType = comesIn ? 'Pendency_Type_ComeIn' : 'Pendency_Type_SendOut';
      if (type !== 'Pendency_Type_Both' && type !== PendencyType) continue;
      const To_Account = comesIn ? from : to;
      const Nick = context.store.account(To_Account)?.profile[NICK] ?? '';
      if (comesIn && time > seenUntil) UnreadPendencyCount++;
      PendencyItem.push({
        ...{ To_Account, Nick, AddWording: wording, AddTime: time, AddSource: source, PendencyType },
      });
    }
    return { PendencyItem, UnreadPendencyCount, StartTime: 0, CurrentSequence: 0 };
  },
);

/** The caller has seen the requests up to a time; the caller's other devices are told. */
export const pendencyReport = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({ From_Account: z.string().optional(), LatestPendencyTimeStamp: z.number() }),
  (context, session, body) => {
    const self = actingFor(context, session, body.From_Account, FRIENDS);
    const ReportTime = Math.max(
      context.store.document(FRIEND_REQUESTS_SEEN, self) ?? 0,
      body.LatestPendencyTimeStamp,
    );
    context.store.putDocument(FRIEND_REQUESTS_SEEN, [self], ReportTime);
    const change = { PushType: FRIENDS_CHANGE.requestsSeen, ReportTime };
    context.pushTo(self, { Event: 7, FriendListMod: [change] }, session);
    return {};
  },
);

/** Takes requests off the lists: those that came in, or those that the caller made. */
export const pendencyDelete = command(
  CODE.ERR_SVR_FRIENDSHIP_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    PendencyType: z.enum(['Pendency_Type_ComeIn', 'Pendency_Type_SendOut']),
    To_Account: z.array(z.string()).min(1).max(100),
  }),
  (context, session, body) => {
    const self = actingFor(context, session, body.From_Account, FRIENDS);
    const comesIn = body.PendencyType === 'Pendency_Type_ComeIn';
    return results(
      body.To_Account.map((other) => {
        const ended = comesIn ? endRequest(context, self, other) : endRequest(context, other, self);
        return ended
          ? result(other, 0, '')
          : result(other, CODE.ERR_SVR_FRIENDSHIP_PENDENCY_NOT_EXIST, 'there is no such request');
      }),
    );
  },
);
