import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { DEFAULT_DIALECT } from '../../signaling/dialects/index.js';
import type { ControlContext } from './context.js';
import { dialectName } from './schemas.js';

/** Tells a person what should be known beside the answer. */
export type Note = (text: string) => void;

/** What a method of the control API takes, gives and does. The table in methods/index.ts names it. */
export interface MethodDefinition<
  Params extends z.ZodObject = z.ZodObject,
  Result extends z.ZodType = z.ZodType,
> {
  /** What it does, in one line. */
  readonly summary: string;
  /** What else a caller has to know: what it causes, when it fails. */
  readonly description?: string;
  readonly params: Params;
  readonly result: Result;
  /** @throws SigError that refuses the call */
  run(
    context: ControlContext,
    params: z.output<Params>,
    note: Note,
  ): z.input<Result> | Promise<z.input<Result>>;
}

/** Defines a method. The types of params and result follow from their schemas, for `run` and for every client. */
export function method<Params extends z.ZodObject, Result extends z.ZodType>(
  definition: MethodDefinition<Params, Result>,
): MethodDefinition<Params, Result> {
  return definition;
}

/** @throws SigError 6017 for params that do not fit the schema */
export function parseParams<Params extends z.ZodObject>(schema: Params, params: unknown): z.output<Params> {
  const parsed = schema.safeParse(params ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new SigError(
    CODE.ERR_INVALID_PARAMETERS,
    `${issue.path.join('.') || 'parameters'}: ${issue.message}`,
  );
}

/** Which device acts: in the params of every method that makes a user act. */
export const deviceParams = {
  device: z.string().optional().describe('Name of the device that acts; one that does not exist is made.'),
  platform: z.string().optional().describe('Platform of a new device: Android, iOS, Web, Windows ...'),
  dialect: dialectName
    .optional()
    .describe(`Whose signaling a new device speaks; ${DEFAULT_DIALECT} when left out.`),
  clockOffset: z.int().optional().describe("How far the device's clock is ahead of the hub's, milliseconds."),
};
