import { z } from 'zod';
import { GROUP_RULES, type GroupType } from '../../im/group-types.js';
import type { Account, ConversationMark, Friend, Group, Member, OfflinePush } from './store.js';

/** A count or an id. */
export const count = z.int().min(0);
export const name = z.string().regex(/^\S+$/, 'a name without spaces is expected');

// Loose, since later versions may add: what is not known here is kept.

export const account: z.ZodType<Account> = z.looseObject({
  userID: name,
  tinyID: z.string(),
  createTime: z.number(),
  profile: z.record(z.string(), z.unknown()),
});

export const group: z.ZodType<Group> = z.looseObject({
  groupID: name,
  type: z.enum(Object.keys(GROUP_RULES) as [GroupType, ...GroupType[]]),
  name: z.string(),
  owner: z.string(),
  createTime: z.number(),
  introduction: z.string(),
  notification: z.string(),
  faceUrl: z.string(),
  applyJoinOption: z.string(),
  maxMemberNum: z.number(),
  muteAll: z.boolean(),
  infoSeq: z.number(),
  lastInfoTime: z.number(),
  attributes: z.record(z.string(), z.string()),
  customFields: z.record(z.string(), z.string()).optional(),
  inviteJoinOption: z.string().optional(),
});

export const member: z.ZodType<Member> = z.looseObject({
  userID: name,
  role: z.enum(['Owner', 'Admin', 'Member']),
  joinTime: z.number(),
  nameCard: z.string(),
  msgFlag: z.string(),
  muteUntil: z.number(),
  customFields: z.record(z.string(), z.string()).optional(),
});

export const friend: z.ZodType<Friend> = z.looseObject({
  userID: name,
  remark: z.string(),
  addTime: z.number(),
  source: z.string().optional(),
  custom: z.record(z.string(), z.unknown()).optional(),
});

export const mark: z.ZodType<ConversationMark> = z.looseObject({
  readID: count,
  readTime: z.number(),
  clearedID: count,
  hiddenID: count,
  pinned: z.boolean(),
});

export const push: z.ZodType<OfflinePush> = z.looseObject({
  at: z.number(),
  to: name,
  from: z.string(),
  groupID: z.string(),
  title: z.string(),
  desc: z.string(),
  ext: z.string(),
  messageKey: z.string(),
  data: z.string(),
});
