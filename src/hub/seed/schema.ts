import { z } from 'zod';
import { GROUP_RULES, type GroupType } from '../../im/group-types.js';
import { isCustomGroupID, isUserID } from '../../im/user-id.js';
import { parseInstant } from '../../runtime/instant.js';
import { ACTION, type Action } from '../../signaling/action.js';
import { isDuration } from './when.js';

/** An ID of digits alone is a number to YAML, and meant as a text all the same. */
function id(isID: (text: unknown) => boolean, rule: string) {
  return z
    .union([z.string(), z.int()])
    .refine((value) => isID(String(value)), rule)
    .overwrite(String)
    .pipe(z.string())
    .meta({ description: rule });
}

const userID = id(isUserID, 'a user ID is 1 to 32 printable ASCII characters');
const groupID = id(
  isCustomGroupID,
  'a group ID is 1 to 48 printable ASCII characters, and does not begin with @TGS#',
);

const user = z.union([
  userID,
  z.strictObject({
    id: userID,
    nick: z.string().optional(),
    avatar: z.string().optional().meta({ description: 'URL of a picture.' }),
    profile: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .default({})
      .meta({ description: "Further profile fields by the vendor's tags (Tag_Profile_IM_Gender ...)." }),
    online: z.boolean().default(false).meta({ description: 'Logged in as a virtual user from the start.' }),
  }),
]);

const friends = z.union([
  z.tuple([userID, userID]).meta({ description: 'Two users who have each other on their lists.' }),
  z
    .strictObject({ by: userID, user: userID, remark: z.string().default('') })
    .meta({ description: '`by` has `user` on the list, not the other way round.' }),
]);

const blocked = z.strictObject({
  by: userID,
  user: userID.meta({ description: 'Who cannot send to `by`.' }),
});

const member = z.union([
  userID,
  z.strictObject({
    id: userID,
    role: z.enum(['Admin', 'Member']).default('Member'),
    nameCard: z.string().default(''),
  }),
]);

const group = z.strictObject({
  id: groupID,
  type: z.enum(Object.keys(GROUP_RULES) as [GroupType, ...GroupType[]]).default('Work'),
  name: z.string().optional().meta({ description: 'The ID, where left out.' }),
  owner: userID,
  members: z.array(member).default([]).meta({ description: 'Besides the owner.' }),
  introduction: z.string().optional(),
  notification: z.string().optional(),
  avatar: z.string().optional().meta({ description: 'URL of a picture.' }),
});

const data = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(z.unknown()),
    z.record(z.string(), z.unknown()),
  ])
  .meta({ description: 'Text as it is, or anything else, which becomes its JSON text.' });

const signal = z.strictObject({
  action: z.enum(Object.keys(ACTION) as [Action, ...Action[]]),
  id: z
    .string()
    .min(1)
    .meta({ description: 'The inviteID: free text, the same in all signals of one invitation.' }),
  data: data.default(''),
  timeout: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Of an invite: seconds, 0 for none; 30 where left out.' }),
  invitees: z
    .array(userID)
    .min(1)
    .optional()
    .meta({ description: 'Of an invite in a group: who is invited. In C2C it is the receiver.' }),
});

const ago = z
  .union([z.number().min(0), z.string().refine(isDuration, 'a duration is like 30s, 10m, 2h or 3d')])
  .meta({ description: 'How long before the seeding: 30s, 10m, 2h, 3d, or seconds.' });

const at = z
  .union([
    z.int().min(0),
    z
      .string()
      .refine(
        (text) => parseInstant(text) !== undefined,
        'a time is like 2026-11-24T20:00:00Z, or unix seconds',
      ),
  ])
  .meta({ description: 'ISO 8601, or unix seconds.' });

const message = z
  .strictObject({
    from: userID,
    to: userID.optional(),
    group: groupID.optional(),
    text: z.string().optional(),
    custom: data.optional(),
    signal: signal.optional(),
    cloudCustomData: z.string().default(''),
    ago: ago.optional(),
    at: at.optional(),
    read: z
      .boolean()
      .default(false)
      .meta({ description: 'Read by all who got it, with all that came before.' }),
  })
  .refine(
    (each) => (each.to === undefined) !== (each.group === undefined),
    'a message needs `to` or `group`, not both',
  )
  .refine(
    (each) => [each.text, each.custom, each.signal].filter((content) => content !== undefined).length === 1,
    'a message needs one of `text`, `custom` and `signal`',
  )
  .refine((each) => each.ago === undefined || each.at === undefined, 'a message has `ago` or `at`, not both');

/** A seed file: who and what is there when a hub starts. */
export const seedSchema = z
  .strictObject({
    users: z.array(user).default([]),
    groups: z.array(group).default([]),
    friends: z.array(friends).default([]),
    blocked: z.array(blocked).default([]),
    messages: z.array(message).default([]).meta({
      description:
        'Sent when the seed is sown, unless `ago` or `at` says otherwise; in this order within one second.',
    }),
  })
  .meta({ title: 'sig seed file' });

export type Seed = z.output<typeof seedSchema>;
export type SeedMessage = Seed['messages'][number];

/** The JSON Schema of seed files, for editors. */
export function seedJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(seedSchema, { io: 'input' }) as Record<string, unknown>;
}
