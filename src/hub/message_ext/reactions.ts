import { z } from 'zod';
import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import { command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';
import { C2C_REACTIONS, GROUP_REACTIONS } from '../store/collections.js';
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

const kept = new Kept(C2C_REACTIONS, GROUP_REACTIONS);

/** What was done, in the numbers of the notice about it (Web SDK 3.6). */
const OPERATION = { added: 1, removed: 2 } as const;

const reaction = z.string().min(1).max(64);
const users = z.array(z.string()).max(1).optional();

/** A user reacts to a message, or takes a reaction back. */
function react(
  context: HubContext,
  session: Session,
  wire: WireMessage,
  reaction: string,
  adds: boolean,
): Record<string, unknown> {
  const before = kept.get(context, wire) ?? [];
  const { userID } = session;
  const own = before.find((each) => each.reaction === reaction) ?? { reaction, users: [] };
  if (own.users.includes(userID) === adds) return {};
  const users = adds ? [...own.users, userID] : own.users.filter((each) => each !== userID);
  const known = before.some((each) => each.reaction === reaction);
  const after = known
    ? before.map((each) => (each.reaction === reaction ? { reaction, users } : each))
    : [...before, { reaction, users }];
  kept.put(
    context,
    wire,
    after.filter((each) => each.users.length > 0),
  );
  const { From_Account, MsgSeq, MsgRandom, MsgTime, MsgClientTime, TinyId } = wire;
  const info = { From_Account, MsgSeq, MsgRandom, MsgTime, MsgTimeStamp: MsgTime, MsgClientTime, TinyId };
  pushAbout(context, session, wire, {
    MsgReactionNotify: {
      ...(isGroupMessage(wire)
        ? { GroupMsgInfo: { ...info, GroupId: wire.GroupId } }
        : { C2CMsgInfo: { ...info, To_Account: wire.To_Account, MsgKey: wire.MsgKey } }),
      Reaction: reaction,
      OperateType: adds ? OPERATION.added : OPERATION.removed,
      Operator_Account: userID,
      Reaction_Account: users,
      Count: users.length,
    },
  });
  return {};
}

/** All reactions to a message, each with the first users who had it. */
function stat(context: HubContext, session: Session, wire: WireMessage, count: number): object[] {
  return (kept.get(context, wire) ?? []).map(({ reaction, users }) => ({
    Reaction: reaction,
    Reaction_Account: users.slice(0, count),
    Count: users.length,
    ReactedByMyself: users.includes(session.userID) ? 1 : 0,
  }));
}

/** A page of the users who had one reaction to a message. */
function usersOf(
  context: HubContext,
  wire: WireMessage,
  reaction: string,
  page: { NextSeq?: number | undefined; Count?: number | undefined },
): Record<string, unknown> {
  const { NextSeq = 0, Count = 100 } = page;
  const all = kept.get(context, wire)?.find((each) => each.reaction === reaction)?.users ?? [];
  const end = Math.min(NextSeq + Count, all.length);
  const IsFinished = end >= all.length ? 1 : 0;
  return { Reaction_Account: all.slice(NextSeq, end), NextSeq: IsFinished ? 0 : end, IsFinished };
}

const page = { NextSeq: z.int().min(0).optional(), Count: z.int().min(1).max(100).optional() };
const firstUsers = z.int().min(0).max(100).optional();

export const reactionAdd = command(
  C2C_BAD_BODY,
  z.looseObject({ ...c2cTarget, MsgKey: z.string(), Reaction: reaction, Add_Account: users }),
  (context, session, body) =>
    react(context, session, c2cMessage(context, session, body, body.MsgKey), body.Reaction, true),
);

export const reactionDel = command(
  C2C_BAD_BODY,
  z.looseObject({ ...c2cTarget, MsgKey: z.string(), Reaction: reaction, Del_Account: users }),
  (context, session, body) =>
    react(context, session, c2cMessage(context, session, body, body.MsgKey), body.Reaction, false),
);

export const reactionMultiStat = command(
  C2C_BAD_BODY,
  z.looseObject({ ...c2cTarget, MsgKeyList: z.array(z.string()).max(30), Count: firstUsers }),
  (context, session, body) => ({
    ResultList: body.MsgKeyList.map((MsgKey) => ({
      MsgKey,
      ReactionList: stat(context, session, c2cMessage(context, session, body, MsgKey), body.Count ?? 10),
    })),
  }),
);

export const reactionIterate = command(
  C2C_BAD_BODY,
  z.looseObject({ ...c2cTarget, MsgKey: z.string(), Reaction: reaction, ...page }),
  (context, session, body) =>
    usersOf(context, c2cMessage(context, session, body, body.MsgKey), body.Reaction, body),
);

export const groupReactionAdd = command(
  GROUP_BAD_BODY,
  z.looseObject({ ...groupTarget, MsgSeq: z.number(), Reaction: reaction, Add_Account: users }),
  (context, session, body) =>
    react(context, session, groupMessage(context, session, body.GroupId, body.MsgSeq), body.Reaction, true),
);

export const groupReactionDel = command(
  GROUP_BAD_BODY,
  z.looseObject({ ...groupTarget, MsgSeq: z.number(), Reaction: reaction, Del_Account: users }),
  (context, session, body) =>
    react(context, session, groupMessage(context, session, body.GroupId, body.MsgSeq), body.Reaction, false),
);

export const groupReactionMultiStat = command(
  GROUP_BAD_BODY,
  z.looseObject({ ...groupTarget, MsgSeqList: z.array(z.number()).max(30), Count: firstUsers }),
  (context, session, body) => ({
    ResultList: body.MsgSeqList.map((MsgSeq) => ({
      MsgSeq,
      ReactionList: stat(
        context,
        session,
        groupMessage(context, session, body.GroupId, MsgSeq),
        body.Count ?? 10,
      ),
    })),
  }),
);

export const groupReactionIterate = command(
  GROUP_BAD_BODY,
  z.looseObject({ ...groupTarget, MsgSeq: z.number(), Reaction: reaction, ...page }),
  (context, session, body) =>
    usersOf(context, groupMessage(context, session, body.GroupId, body.MsgSeq), body.Reaction, body),
);
