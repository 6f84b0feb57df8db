import type { InvitationRow } from '../../gateway/control/protocol.js';

/** What `--wait` ends with: 0 somebody accepted, 3 rejected, 4 timed out, 5 cancelled; 1 left while pending. */
export function outcomeCode({ state }: Pick<InvitationRow, 'state'>): number {
  return CODES[state.replace('partly ', '')] ?? 1;
}

const CODES: Record<string, number> = { accepted: 0, rejected: 3, timedOut: 4, cancelled: 5 };
