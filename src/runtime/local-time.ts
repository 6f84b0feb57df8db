/** `HH:MM:SS.mmm` where the reader is. @param ms unix ms */
export function clockTime(ms: number): string {
  const date = new Date(ms);
  const [h, m, s] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two);
  return `${h}:${m}:${s}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `YYYY-MM-DD HH:MM:SS.mmm` where the reader is. @param ms unix ms */
export function dateTime(ms: number): string {
  const date = new Date(ms);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${clockTime(ms)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
