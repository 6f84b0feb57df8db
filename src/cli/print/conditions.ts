import type { DeviceRow } from '../../gateway/control/protocol.js';

/** How bad a network is: `network: 2000 ± 300 ms, 10 % lost`. */
export function conditionsText(conditions: NonNullable<DeviceRow['network']>): string {
  const { latency = 0, jitter = 0, loss = 0, duplicate = 0, down = false } = conditions;
  const words: string[] = [];
  if (down) words.push('down');
  if (latency + jitter > 0) words.push(`${latency}${jitter > 0 ? ` ± ${jitter}` : ''} ms`);
  if (loss > 0) words.push(`${percent(loss)} lost`);
  if (duplicate > 0) words.push(`${percent(duplicate)} twice`);
  return `network: ${words.join(', ') || 'perfect'}`;
}

function percent(chance: number): string {
  return `${Math.round(chance * 1000) / 10} %`;
}
