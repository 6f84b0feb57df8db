import type { z } from 'zod';
import { SigError } from '../../im/sig-error.js';
import type { HubContext } from './context.js';
import type { Session } from './session.js';

/** One entry of the command table. */
export interface Command {
  /** Checks the body, runs the rule, and gives the answer's own fields. Throws SigError for a refusal. */
  run(context: HubContext, session: Session, body: unknown): Record<string, unknown> | undefined;
  /** What a good body looks like. */
  readonly schema: z.ZodType;
  /** Whether a session that has not logged in may call it. */
  readonly anonymous: boolean;
  /** Whether only an administrator (REST) may call it. */
  readonly adminOnly: boolean;
}

type Rule<Body> = (context: HubContext, session: Session, body: Body) => Record<string, unknown> | undefined;

/** The vendor's code for a body that does not fit its schema: one for all, or by the field at fault (`''`: any other). */
export type BadBody = number | ({ readonly '': number } & Readonly<Record<string, number>>);

/** Makes a table entry. */
export function command<Schema extends z.ZodType>(
  badBody: BadBody,
  schema: Schema,
  rule: Rule<z.output<Schema>>,
  options: { anonymous?: boolean; adminOnly?: boolean } = {},
): Command {
  return {
    schema,
    anonymous: options.anonymous ?? false,
    adminOnly: options.adminOnly ?? false,
    run(context, session, body) {
      const parsed = schema.safeParse(body);
      if (!parsed.success) throw refusal(badBody, parsed.error);
      return rule(context, session, parsed.data);
    },
  };
}

function refusal(badBody: BadBody, error: z.ZodError): SigError {
  const [issue] = error.issues;
  const field = String(issue?.path[0] ?? '');
  const code = typeof badBody === 'number' ? badBody : (badBody[field] ?? badBody['']);
  if (!issue) return new SigError(code, 'the body has the wrong shape');
  return new SigError(code, field === '' ? issue.message : `${issue.path.join('.')}: ${issue.message}`);
}

/** Commands by full name (`openim.sendmsg`). */
export type CommandTable = Readonly<Record<string, Command>>;
