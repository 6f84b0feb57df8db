/** User IDs are 1 to 32 bytes of printable ASCII (native headers; code 7003 otherwise). */
export function isUserID(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,32}$/.test(value);
}

/** Custom group IDs are 1 to 48 bytes of printable ASCII and do not begin with `@TGS#` (code 10015 otherwise). */
export function isCustomGroupID(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,48}$/.test(value) && !value.startsWith('@TGS#');
}
