import { z } from 'zod';
import { type ReaderName, readerNames } from '../signaling/dialects/index.js';
import { LEVELS } from './line.js';

const info = z.object({
  inviteID: z.string(),
  groupID: z.string(),
  inviter: z.string(),
  inviteeList: z.array(z.string()),
  data: z.string(),
  actionType: z.number(),
  timeout: z.number(),
});

/** What a dialect reads: its fields may have any type, since the Web SDKs check none. */
const read = z.looseObject({ actionType: z.unknown() });

const verdict = z.union([
  z.object({ signal: z.literal(true), info: read, why: z.string() }),
  z.object({ signal: z.literal(false), info: z.null(), why: z.string() }),
  z.object({ signal: z.literal('throws'), info: z.null(), why: z.string() }),
]);

/** The shape of a line of `sig decode --json`. */
export const lineSchema = z.object({
  form: z.string().describe('name of the form the message was in: sig decode --forms lists them'),
  at: z
    .object({
      file: z.string().describe('- for the standard input'),
      line: z.int().min(1),
      byte: z.int().min(0),
      path: z
        .string()
        .describe('$.MsgList[3]; a text within a text begins anew after a bar, an encoding is named'),
    })
    .describe('where the message begins'),
  print: z
    .string()
    .nullable()
    .describe(
      'whose print it was read from (java-print, python-print ...); null for JSON, which is what is sent',
    ),
  message: z
    .object({
      from: z.string(),
      to: z.union([z.string(), z.array(z.string())]),
      group: z.string().describe("'' for C2C"),
      time: z.number().nullable().describe('Unix seconds'),
      id: z.string(),
      seq: z.number().nullable(),
      random: z.number().nullable(),
      onlineOnly: z.boolean().nullable(),
      elements: z.array(z.string()),
      text: z.string(),
      data: z.string().describe('the custom data where no SDK takes it for a signal'),
      desc: z.string(),
      ext: z.string(),
      cloudCustomData: z.string(),
    })
    .nullable()
    .describe('null where a signal stood alone'),
  info: info
    .nullable()
    .describe('as the first dialect reads it that takes it for a signal; null where none does'),
  verdicts: z.object(
    Object.fromEntries(readerNames.map((name) => [name, verdict])) as Record<ReaderName, typeof verdict>,
  ),
  business: z
    .object({
      name: z.string().nullable().describe('null for a payload of no known kind'),
      title: z.string(),
      summary: z.string(),
      fields: z.array(
        z.object({ path: z.string(), value: z.unknown(), title: z.string(), meaning: z.string() }),
      ),
      payload: z.unknown(),
    })
    .nullable(),
  findings: z.array(
    z.object({
      code: z.string().describe('sig explain CODE tells more'),
      level: z.enum(LEVELS),
      path: z.string(),
      message: z.string(),
      hint: z.string(),
    }),
  ),
});

/** The published JSON Schema of a line. */
export function lineJSONSchema(): object {
  return { title: 'A line of sig decode --json', ...z.toJSONSchema(lineSchema) };
}
