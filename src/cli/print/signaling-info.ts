import { actionName } from '../../signaling/action.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import { printable } from '../../text/printable.js';
import { wrapText } from '../../text/width.js';
import { duration } from './duration.js';
import { payloadLines } from './json.js';
import type { Page } from './page.js';

/** What getSignallingInfo gives, a field per line; what is empty is left out. @param columns that a line may have */
export function signalingInfoLines(page: Page, info: SignalingInfo, columns: number): string[] {
  const { paint } = page;
  const field = (name: string, value: string) => `${paint.dim(name.padEnd(NAMES))}  ${value}`;
  const lines = [field('inviteID', printable(info.inviteID)), field('inviter', printable(info.inviter))];
  const [first = '', ...more] = wrapText(info.inviteeList.map(printable).join(', '), columns - NAMES - 2);
  lines.push(field('inviteeList', first), ...more.map((line) => field('', line)));
  if (info.groupID !== '') lines.push(field('groupID', printable(info.groupID)));
  lines.push(
    field('actionType', `${info.actionType} ${paint.dim(`(${actionName(info.actionType) ?? 'unknown'})`)}`),
  );
  if (info.timeout > 0) lines.push(field('timeout', timeout(info.timeout)));
  if (info.data === '') return lines;
  const inline = payloadLines(paint, info.data, columns - NAMES - 2);
  if (inline.length === 1) lines.push(field('data', inline[0]!));
  else
    lines.push(paint.dim('data'), ...payloadLines(paint, info.data, columns - 2).map((line) => `  ${line}`));
  return lines;
}

const NAMES = 'inviteeList'.length;

function timeout(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${seconds} s (${duration(seconds * 1000)})`;
}
