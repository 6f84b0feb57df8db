import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { groupType } from '../../im/group-types.js';
import { SigError } from '../../im/sig-error.js';
import { isCustomGroupID, isUserID } from '../../im/user-id.js';

const userID = z
  .union([z.string(), z.number().transform(String)])
  .refine(isUserID, 'a user ID is 1 to 32 printable ASCII characters without spaces');
const groupID = z
  .union([z.string(), z.number().transform(String)])
  .refine(isCustomGroupID, 'a group ID is 1 to 48 printable ASCII characters, and does not begin with @TGS#');

const user = z.union([
  userID.transform((id) => ({ id, nick: '', online: false })),
  z.strictObject({ id: userID, nick: z.string().default(''), online: z.boolean().default(false) }),
]);

const group = z.strictObject({
  id: groupID,
  type: z
    .string()
    .refine((name) => groupType(name), 'a group is Work, Public, Meeting or AVChatRoom')
    .transform((name) => groupType(name)!)
    .default('Work'),
  name: z.string().optional(),
  owner: userID,
  members: z.array(userID).default([]),
});

const message = z
  .strictObject({
    from: userID,
    to: userID.optional(),
    group: groupID.optional(),
    text: z.string().optional(),
    custom: z.unknown().optional(),
  })
  .refine(
    (each) => (each.to === undefined) !== (each.group === undefined),
    'a message is to a user or a group',
  )
  .refine(
    (each) => (each.text === undefined) !== (each.custom === undefined),
    'a message has a text or a custom payload',
  );

const schema = z.strictObject({
  users: z.array(user).default([]),
  groups: z.array(group).default([]),
  friends: z.array(z.tuple([userID, userID])).default([]),
  blocked: z.array(z.strictObject({ by: userID, user: userID })).default([]),
  messages: z.array(message).default([]),
});

/** What a hub can hold from its first moment: users, groups, friends, block lists, messages. */
export type Seed = z.output<typeof schema>;

/**
 * Reads a seed file: YAML, and so JSON too.
 * @param name the file's, for errors
 * @throws SigError with the line and column of what is wrong
 */
export function parseSeed(text: string, name: string): Seed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new SigError(-4, `${name}:${line}:${col}: ${broken.message.split('\n')[0]}`);
  }
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  const { path, message } = plainest(parsed.error.issues[0]!);
  const node = document.getIn(path, true) ?? document.getIn(path.slice(0, -1), true);
  const offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;
  const { line, col } = lines.linePos(offset);
  const place = path.length > 0 ? `${path.join('.')}: ` : '';
  throw new SigError(-4, `${name}:${line}:${col}: ${place}${message}`, SHAPE);
}

const SHAPE = 'a seed has users, groups, friends, blocked and messages; sig hub start --help shows one';

/** Of a union's issues, those of the branch that came furthest. */
function plainest(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  if (issue.code !== 'invalid_union') return issue;
  const branches = issue.errors.filter((errors) => errors.length > 0);
  const deepest = branches.sort((a, b) => b[0]!.path.length - a[0]!.path.length)[0]?.[0];
  if (!deepest) return issue;
  const inner = plainest(deepest);
  return { path: [...issue.path, ...inner.path], message: inner.message };
}
