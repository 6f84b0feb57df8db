import type { z } from 'zod';
import { SigError } from '../im/sig-error.js';
import type { Hub } from './hub.js';
import type { Session } from './session.js';

/** One entry of the command table. */
export interface Command {
  /** Checks the body, runs the rule, and gives the answer's own fields. Throws SigError for a refusal. */
  run(hub: Hub, session: Session, body: unknown): Record<string, unknown> | undefined;
  /** Whether a session that has not logged in may call it. */
  readonly anonymous: boolean;
  /** Whether only an administrator (REST) may call it. */
  readonly adminOnly: boolean;
}

type Rule<Body> = (hub: Hub, session: Session, body: Body) => Record<string, unknown> | undefined;

/**
 * Makes a table entry.
 * @param badBody the vendor's code for a body that does not fit the schema
 */
export function command<Schema extends z.ZodType>(
  badBody: number,
  schema: Schema,
  rule: Rule<z.output<Schema>>,
  options: { anonymous?: boolean; adminOnly?: boolean } = {},
): Command {
  return {
    anonymous: options.anonymous ?? false,
    adminOnly: options.adminOnly ?? false,
    run(hub, session, body) {
      const parsed = schema.safeParse(body);
      if (!parsed.success) throw new SigError(badBody, firstIssue(parsed.error));
      return rule(hub, session, parsed.data);
    },
  };
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'the body has the wrong shape';
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}

/** Commands by full name (`openim.sendmsg`). */
export type CommandTable = Readonly<Record<string, Command>>;
