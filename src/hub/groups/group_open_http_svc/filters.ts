import { z } from 'zod';

const names = z.array(z.string()).optional();

/** Which fields a backend wants of groups and members (ResponseFilter); what is left out narrows nothing. */
export const responseFilter = z
  .looseObject({ GroupBaseInfoFilter: names, MemberInfoFilter: names, SelfInfoFilter: names })
  .optional();

/** Fields that every row has, asked for or not. */
const ALWAYS = new Set(['GroupId', 'Member_Account', 'ErrorCode', 'ErrorInfo']);

/** A row with the fields of these names only. */
export function only(
  row: Record<string, unknown>,
  filter: readonly string[] | undefined,
): Record<string, unknown> {
  if (!filter) return row;
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => ALWAYS.has(name) || filter.includes(name)),
  );
}
