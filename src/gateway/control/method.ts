import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Call } from './call.js';
import type { ControlContext } from './context.js';

/** One thing that a client of the control door can ask for. */
export interface Method {
  /** @throws SigError 6017 for parameters of the wrong shape, and what the rule throws */
  run(context: ControlContext, params: unknown, call: Call): Promise<unknown>;
}

export function method<Schema extends z.ZodType>(
  schema: Schema,
  rule: (context: ControlContext, params: z.output<Schema>, call: Call) => unknown,
): Method {
  return {
    async run(context, params, call) {
      const parsed = schema.safeParse(params ?? {});
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        throw new SigError(
          CODE.ERR_INVALID_PARAMETERS,
          `${issue.path.join('.') || 'parameters'}: ${issue.message}`,
        );
      }
      return rule(context, parsed.data, call);
    },
  };
}

/** Which device acts: on every method that makes a user act. */
export const wishes = {
  device: z.string().optional(),
  platform: z.string().optional(),
  dialect: z.enum(['native', 'web', 'tsignaling']).optional(),
  clockOffset: z.number().int().optional(),
};
