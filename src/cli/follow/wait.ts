import type { InvitationRow } from '../../gateway/control/protocol.js';
import type { Cli } from '../cli.js';
import type { HubClient } from '../hub/client.js';
import { invitationOf } from '../invitation-of.js';
import { printEvent } from '../print/output.js';

/** The slowest timer, an inviter's in the web dialect, fires 5 s after the time-out; then nobody will say it any more. */
const LATEST_MS = 8000;

/**
 * Prints what happens to an invitation until it is over.
 * @returns how it ended; still pending when nobody was there to announce its time-out
 */
export async function waitForEnd(
  cli: Cli,
  hub: HubClient,
  inviteID: string,
  since: number,
): Promise<InvitationRow> {
  let last: InvitationRow | undefined;
  let cancelTimer = () => {};
  const stream = hub.events(
    { inviteID, since },
    {
      event: (event) => printEvent(cli, event),
      invitation(row) {
        last = row;
        cancelTimer();
        if (row.deadline === null || row.endedAt !== null) return;
        cancelTimer = cli.clock.setTimer(row.deadline + LATEST_MS - cli.clock.now(), () => stream.stop());
      },
    },
  );
  const release = cli.onInterrupt(() => stream.stop());
  try {
    await stream.done;
  } finally {
    release();
    cancelTimer();
  }
  return last ?? invitationOf(hub, inviteID);
}
