import { z } from 'zod';
import { dialectNames } from '../../signaling/dialects/index.js';
import { type AnyCollection, collection } from './collection.js';

const name = z.string();
/** Unix seconds. */
const seconds = z.number();

/** Until when a user may not write to users and in groups, unix seconds; 0 for not muted. */
export const MUTED_BY_APP = collection(
  'muted_by_app',
  ['user'],
  z.object({ c2c: z.number(), group: z.number() }),
);

/** Until when a user (second) may not come back into a group (first). */
export const GROUP_BANS = collection('group_ban', ['group', 'user'], z.number());

/** Marks that a live room's members have. */
export const LIVE_MEMBER_MARKS = collection('live_member_mark', ['group', 'user'], z.array(z.int()));

/** Numbers that are given once: the last one given, by what is counted. */
export const COUNTERS = collection('counter', ['text'], z.int().min(0));

/** A user's log-ins, oldest first: a line that comes back with its A2Key goes on with its log-in, also after a restart. */
export const LOGINS = collection(
  'logins',
  ['user'],
  z.array(
    z.object({
      a2: name,
      instID: z.number(),
      platform: z.string(),
      device: z.string(),
      /** Set when the log-in was ended while its line was down: it hears of it when it comes back. See KICK. */
      kicked: z.literal([1, 2, 3]).optional(),
    }),
  ),
);

/** The text that users say of themselves beside being online. */
export const CUSTOM_STATUS = collection('status', ['user'], z.string());

/** Who (second) wants to hear of whose (first) status. */
export const STATUS_WATCHERS = collection('status_watcher', ['user', 'user'], z.literal(true));

/** Who was asked (first) by whom (second) to be a friend, and has not answered. */
export const FRIEND_REQUESTS = collection(
  'friend_request',
  ['user', 'user'],
  z.object({
    from: name,
    to: name,
    wording: z.string(),
    time: seconds,
    /** What becomes of the asking side's entry once the request is granted. */
    remark: z.string().optional(),
    source: z.string().optional(),
    groupName: z.string().optional(),
  }),
);

/** Until when a user has seen the requests to be a friend. */
export const FRIEND_REQUESTS_SEEN = collection('friend_requests_seen', ['user'], seconds);

/** What a user (first) wants of what a peer (second) writes, where it is not to be told of it. See RECV. */
export const RECV_OPTIONS = collection('recv_option', ['user', 'user'], z.literal([1, 2]));

/** How often a group's attributes changed, in all and per key: who changes them says which state they know. */
export const GROUP_ATTRIBUTE_SEQUENCES = collection(
  'group_attr',
  ['group'],
  z.object({ main: z.number(), keys: z.record(z.string(), z.number()) }),
);

/** Who confirmed to have read a group's message (by MsgSeq), in order. */
export const GROUP_RECEIPTS = collection('group_receipt', ['group', 'number'], z.array(name));

/** Someone who asked to be let into a group, and waits. */
export const GROUP_APPLICATIONS = collection(
  'group_application',
  ['group', 'user'],
  z.object({ groupID: name, applicant: name, note: z.string(), time: seconds }),
);

/** Messages of C2C conversations that a user deleted for itself, by id. */
export const DELETED_C2C_MESSAGES = collection('deleted_c2c_message', ['user', 'number'], z.literal(true));

/** Messages of a group that a member deleted for itself, by MsgSeq. */
export const DELETED_GROUP_MESSAGES = collection(
  'deleted_group_message',
  ['user', 'group', 'number'],
  z.literal(true),
);

/** How a user marked a conversation: numbers of marks, and a text of the app's own; by {@link peerKey}. */
export const CONVERSATION_MARKS = collection(
  'conversation_mark',
  ['user', 'text'],
  z.object({ marks: z.array(z.int()), custom: z.string() }),
);

/** A user's groups of conversations, in the order of their making. */
export const CONVERSATION_GROUPS = collection(
  'conversation_group',
  ['user'],
  z.array(z.object({ id: z.int(), name: z.string(), peers: z.array(z.string()) })),
);

/** A user's groups of friends, in the order of their making. */
export const FRIEND_GROUPS = collection(
  'friend_group',
  ['user'],
  z.array(z.object({ name: z.string(), friends: z.array(name) })),
);

/** Who (first) follows whom (second), since when. */
export const FOLLOWING = collection('follow', ['user', 'user'], seconds);

/** How a user wants to be told of all messages. */
export const DO_NOT_DISTURB = collection(
  'do_not_disturb',
  ['user'],
  z.object({ StartTime: seconds, EndTime: seconds, IsRepeated: z.number(), Level: z.number() }),
);

/** A group's counters, by name. */
export const GROUP_COUNTERS = collection(
  'group_counter',
  ['group'],
  z.object({ seq: z.number(), counters: z.record(z.string(), z.number()) }),
);

/** A group's pinned messages, oldest pin first. */
export const PINNED_MESSAGES = collection(
  'pinned_message',
  ['group'],
  z.array(z.object({ seq: z.number(), by: name, time: seconds })),
);

/** What merged messages hold that are too long to hold it themselves, by a key of its own. */
export const MERGED_MESSAGES = collection(
  'merged_message',
  ['text'],
  z.object({ by: name, messages: z.string() }),
);

const reactions = z.array(z.object({ reaction: z.string(), users: z.array(name) }));

/** Who reacted to a message how, in the order of coming; by its sender, its receiver and its MsgKey. */
export const C2C_REACTIONS = collection('c2c_reaction', ['user', 'user', 'text'], reactions);

/** The same for a group's messages, by MsgSeq. */
export const GROUP_REACTIONS = collection('group_reaction', ['group', 'number'], reactions);

const extensions = z.object({
  /** Grows with each change of any of them. */
  latestSeq: z.number(),
  /** latestSeq when all were cleared, 0 for never. */
  clearSeq: z.number(),
  entries: z.array(z.object({ Key: z.string(), Value: z.string(), Seq: z.number() })),
});

/** Keys and values that users set on a message; by its sender, its receiver and its MsgKey. */
export const C2C_EXTENSIONS = collection('c2c_extension', ['user', 'user', 'text'], extensions);

/** The same for a group's messages, by MsgSeq. */
export const GROUP_EXTENSIONS = collection('group_extension', ['group', 'number'], extensions);

/** A call that the service keeps, by its ID; one of many users is nobody's own. */
export const CALLS = collection(
  'call',
  ['text'],
  z.object({
    callID: z.string(),
    mediaType: z.number(),
    roomID: z.string(),
    roomIDType: z.number(),
    groupID: z.string(),
    caller: z.string(),
    userData: z.string(),
    excludeFromHistory: z.boolean(),
    ephemeral: z.boolean(),
    timeoutMs: z.number(),
    startedAt: z.number(),
    participants: z
      .array(
        z.object({
          userID: z.string(),
          status: z.literal([1, 2]),
          invitedBy: z.string(),
          ringUntil: z.number(),
          heardAt: z.number(),
        }),
      )
      .readonly(),
  }),
);

/** A device that the hub's process plays: what is needed to bring it back after a restart. */
export const VIRTUAL_DEVICES = collection(
  'virtual.device',
  ['user', 'text'],
  z.object({
    user: name,
    device: name,
    platform: z.string(),
    dialect: z.enum(dialectNames),
    /** How far its clock is ahead of the hub's, ms. */
    clockOffset: z.number(),
    /** Whether it is to be logged in. */
    online: z.boolean(),
    /** How it answers by itself, if it does; after so many milliseconds. */
    answers: z
      .object({ how: z.enum(['accept', 'reject', 'busy', 'nobody']), afterMs: z.number() })
      .optional(),
    /** The call it is in. */
    call: z
      .object({
        state: z.enum(['calling', 'ringing', 'connected']),
        media: z.enum(['audio', 'video']),
        roomID: z.number(),
        groupID: z.string(),
        inviteID: z.string(),
        inviter: z.string(),
        invitees: z.array(z.string()).readonly(),
        pending: z.array(z.string()).readonly(),
        talking: z.array(z.string()).readonly(),
        connectedAt: z.number(),
      })
      .optional(),
  }),
);

/** An invitation as a virtual device has it in its local database, by inviteID; or only that it is over. */
export const VIRTUAL_INVITATIONS = collection(
  'virtual.invitation',
  ['user', 'text', 'text'],
  z.union([
    z.object({ over: z.literal(true) }),
    z.object({
      invitation: z.object({
        inviteID: z.string(),
        inviter: z.string(),
        groupID: z.string(),
        inviteeList: z.array(z.string()).readonly(),
        data: z.string(),
        timeout: z.number(),
        sentAt: z.number(),
        onlineUserOnly: z.boolean(),
        invitees: z.record(z.string(), z.enum(['pending', 'accepted', 'rejected', 'cancelled', 'timedOut'])),
      }),
      message: z
        .object({
          from: z.string(),
          to: z.string(),
          groupID: z.string(),
          seq: z.number(),
          random: z.number(),
          time: z.number(),
          version: z.number(),
          cloudCustomData: z.string(),
        })
        .optional(),
      dueAt: z.number().optional(),
      notice: z.object({ inviteeList: z.array(z.string()), seq: z.number(), random: z.number() }).optional(),
    }),
  ]),
);

/** Every collection there is: what is not listed is not loaded. */
export const COLLECTIONS: readonly AnyCollection[] = [
  MUTED_BY_APP,
  GROUP_BANS,
  LIVE_MEMBER_MARKS,
  COUNTERS,
  LOGINS,
  CUSTOM_STATUS,
  STATUS_WATCHERS,
  FRIEND_REQUESTS,
  FRIEND_REQUESTS_SEEN,
  RECV_OPTIONS,
  GROUP_ATTRIBUTE_SEQUENCES,
  GROUP_RECEIPTS,
  GROUP_APPLICATIONS,
  DELETED_C2C_MESSAGES,
  DELETED_GROUP_MESSAGES,
  CONVERSATION_MARKS,
  CONVERSATION_GROUPS,
  FRIEND_GROUPS,
  FOLLOWING,
  DO_NOT_DISTURB,
  GROUP_COUNTERS,
  PINNED_MESSAGES,
  MERGED_MESSAGES,
  C2C_REACTIONS,
  GROUP_REACTIONS,
  C2C_EXTENSIONS,
  GROUP_EXTENSIONS,
  CALLS,
  VIRTUAL_DEVICES,
  VIRTUAL_INVITATIONS,
];
