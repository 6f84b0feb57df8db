/** Unix ms of a date and time at Greenwich. @param month from 1 */
export function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number {
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

/** The year at Greenwich. @param ms unix ms */
export function utcYear(ms: number): number {
  return new Date(ms).getUTCFullYear();
}
