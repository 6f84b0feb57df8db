import { parse } from 'yaml';
import { z } from 'zod';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { ACTION, type Action } from '../../signaling/action.js';
import type { Wanted } from './encode.js';

const names = z.union([z.string().transform((name) => [name]), z.array(z.string())]);

/** One message, as short as it can be written; data that is no text is written as JSON. */
const message = z
  .strictObject({
    form: z.string().optional(),
    action: z.enum(Object.keys(ACTION) as [Action, ...Action[]]).default('invite'),
    inviter: z.string().optional(),
    from: z.string().optional(),
    to: names.optional(),
    invitees: names.optional(),
    group: z.string().optional(),
    timeout: z.number().optional(),
    data: z.unknown().optional(),
    id: z.string().optional(),
    onlineOnly: z.boolean().optional(),
    time: z.number().optional(),
    seq: z.number().optional(),
    random: z.number().optional(),
    cloudCustomData: z.string().optional(),
    push: z
      .strictObject({ title: z.string().optional(), desc: z.string().optional(), ext: z.string().optional() })
      .optional(),
  })
  .describe('a message to encode');

export interface WantedMessage {
  form: string | undefined;
  wanted: Wanted;
}

/**
 * The messages a YAML or JSON text asks for: one, or a list.
 * @throws SigError -4 for a text that asks for none, naming the field
 */
export function wantedMessages(text: string, file: string): WantedMessage[] {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new SigError(USAGE, `${file}: ${error instanceof Error ? error.message : error}`);
  }
  const list = Array.isArray(content) ? content : [content];
  return list.map((each, at) => {
    const checked = message.safeParse(each);
    if (checked.success) return meant(checked.data, file);
    const [issue] = checked.error.issues;
    const place = [Array.isArray(content) ? `[${at}]` : '', issue?.path.join('.')].filter(Boolean).join('.');
    throw new SigError(
      USAGE,
      `${file}: ${place || 'the file'}: ${issue?.message}`,
      'sig encode --help shows a file',
    );
  });
}

function meant(
  { form, id, to, invitees, data, ...rest }: z.infer<typeof message>,
  file: string,
): WantedMessage {
  const answers = rest.action === 'accept' || rest.action === 'reject' || rest.action === 'timeout';
  const inviter = rest.inviter ?? (answers ? to?.[0] : rest.from);
  if (inviter === undefined) throw new SigError(USAGE, `${file}: who invites?`, 'say from: or inviter:');
  const own = rest.action === 'timeout' && rest.inviter !== undefined && rest.inviter === rest.from;
  const list = invitees ?? (answers && rest.from !== undefined && !own ? [rest.from] : to);
  const wanted: Record<string, unknown> = { ...rest, inviter, invitees: list ?? [], inviteID: id };
  if (data !== undefined) wanted.data = typeof data === 'string' ? data : JSON.stringify(data);
  const set = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  return { form, wanted: set as unknown as Wanted };
}
