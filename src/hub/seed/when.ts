import { parseInstant } from '../../runtime/instant.js';

const DURATION = /^(\d+(?:\.\d+)?) ?(s|m|h|d)$/;
const UNIT_S = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

export function isDuration(text: string): boolean {
  return DURATION.test(text);
}

/** When a message was sent, unix seconds. */
export function sentAt(
  message: { at?: string | number | undefined; ago?: string | number | undefined },
  nowSeconds: number,
): number {
  if (typeof message.at === 'number') return message.at;
  if (message.at !== undefined) return Math.floor(parseInstant(message.at)! / 1000);
  if (message.ago === undefined) return nowSeconds;
  return Math.floor(nowSeconds - seconds(message.ago));
}

function seconds(duration: string | number): number {
  if (typeof duration === 'number') return duration;
  const [, count, unit] = DURATION.exec(duration)!;
  return Number(count) * UNIT_S[unit as keyof typeof UNIT_S];
}
