import { announceStatus } from './accounts/user-status.js';
import { resumeCalls } from './calls/calls.js';
import { commands } from './commands.js';
import { HubCore, type HubCoreParts } from './core/hub.js';
import { RecentMessages } from './messages/recent-messages.js';
import { whyNotSimulated } from './not-simulated.js';

export type HubParts = Omit<
  HubCoreParts,
  'commands' | 'recentMessages' | 'onStateLoaded' | 'onUserOffline' | 'whyNotSimulated'
>;

/** The simulated IM service with all its services. */
export class Hub extends HubCore {
  constructor(parts: HubParts) {
    super({
      ...parts,
      commands,
      recentMessages: new RecentMessages(),
      onStateLoaded: resumeCalls,
      onUserOffline: announceStatus,
      whyNotSimulated,
    });
  }
}
