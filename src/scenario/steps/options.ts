import { z } from 'zod';
import type { OfflinePushInfo } from '../../im/offline-push.js';
import { parseDuration } from '../format/duration.js';
import { patternFault } from '../match/match.js';

/** `10s`, `1h30m`: in milliseconds. */
export const duration = z
  .string('write a time with its unit: 10s, 200ms, 1h30m')
  .regex(/^(\d+(\.\d+)?\s*(ms|s|m|h|d)\s*)+$/, 'write a time with its unit: 10s, 200ms, 1h30m')
  .transform((text) => parseDuration(text)!);

/** An invitation's time-out: seconds, as the SDK takes them, or a time. */
export const seconds = z.union([z.number(), duration.transform((ms) => ms / 1000)]);

/** Text, or JSON that is sent as its text. */
export const data = z.unknown();

/** What {@link data} is on the wire. */
export function asData(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What something is compared with: see match/match.ts. */
export const pattern = z.unknown().superRefine((value, context) => {
  const fault = patternFault(value);
  if (fault) context.addIssue({ code: 'custom', path: fault.path, message: fault.message });
});

export const names = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** An offline push as a step says it. */
export const push = z.strictObject({
  title: z.string().optional(),
  desc: z.string().optional().describe('without it nothing is pushed'),
  ext: z.unknown().optional().describe('text, or JSON that is sent as its text'),
  disablePush: z.boolean().optional(),
  iOSSound: z.string().optional(),
  androidSound: z.string().optional(),
  ignoreIOSBadge: z.boolean().optional(),
  androidOPPOChannelID: z.string().optional(),
  androidVIVOClassification: z.number().optional(),
  androidXiaoMiChannelID: z.string().optional(),
  androidFCMChannelID: z.string().optional(),
  androidHuaWeiCategory: z.string().optional(),
});

export function asPush(value: z.output<typeof push> | undefined): OfflinePushInfo | undefined {
  if (value === undefined) return undefined;
  const { ext, ...rest } = value;
  const given = Object.fromEntries(Object.entries(rest).filter(([, each]) => each !== undefined));
  return { ...given, ...(ext === undefined ? {} : { ext: asData(ext) }) };
}
