/** The native protocol's numbers for what the hub has names for. */

/** Who may join (TIMGroupAddOption of the C API). */
export const JOIN_OPTION = { DisableApply: 0, NeedPermission: 1, FreeAccess: 2 } as const;

/** TIMGroupMemberRole of the C API. */
export const ROLE = { Member: 200, Admin: 300, Owner: 400 } as const;

/** How a member is told of messages (TIMReceiveMessageOpt of the C API). */
export const MESSAGE_FLAG = { AcceptAndNotify: 0, Discard: 1, AcceptNotNotify: 2 } as const;

/** The name of a number; undefined for one that has none. */
export function nameOf(codes: Readonly<Record<string, number>>, code: number): string | undefined {
  return Object.keys(codes).find((name) => codes[name] === code);
}

/** The number of a name that the hub gave. */
export function codeOf(codes: Readonly<Record<string, number>>, name: unknown): number {
  return typeof name === 'string' && Object.hasOwn(codes, name) ? codes[name]! : 0;
}
