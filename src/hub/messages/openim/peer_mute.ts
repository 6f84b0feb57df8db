import { z } from 'zod';
import { CODE } from '../../../im/error-codes.js';
import { command } from '../../core/command.js';
import { RECV, recvOption, setRecvOption } from '../../relations/recv-options.js';

/** How the caller wants to be told of what certain users write (setMessageRemindType of SDKs). */
export const setC2CPeerMuteNotifications = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({
    Peer_Account: z.array(z.string()).min(1).max(30),
    Mute_Notifications: z.literal(Object.values(RECV)),
  }),
  (context, session, body) => {
    for (const peer of body.Peer_Account)
      setRecvOption(context, session.userID, peer, body.Mute_Notifications);
    return { ErrorList: [] };
  },
);

export const getC2CPeerMuteNotifications = command(
  CODE.ERR_SVR_MSG_INVALID_JSON_FORMAT,
  z.looseObject({ Peer_Account: z.array(z.string()).max(100) }),
  (context, session, body) => ({
    MuteNotificationsList: body.Peer_Account.map((Peer_Account) => ({
      Peer_Account,
      MuteNotifications: recvOption(context, session.userID, Peer_Account),
    })),
  }),
);
