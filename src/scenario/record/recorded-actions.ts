import { createInvitation, type Invitation } from '../../signaling/invitation.js';
import { type InvitationSignal, nextInvitation, reduce } from '../../signaling/invitation-reducer.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { RecordedDevice } from './recorded-users.js';
import type { ScriptLine } from './script.js';

/** A signal that a device sent, or the call that sends it. */
export interface SentSignal {
  device: RecordedDevice;
  signal: InvitationSignal;
  /** Unix ms. */
  at: number;
  /** Its outcome is not known yet. */
  open: boolean;
}

/** A sent signal with its line, as far as it matters whether another one crossed it. */
export interface RecordedAction extends SentSignal {
  line: ScriptLine;
  /** Who has heard of it. */
  heardBy: Set<RecordedDevice>;
  /** The invitation without this signal and those that crossed it; undefined while it is unknown. */
  before: Invitation | undefined;
  /** The invitation with them. */
  after: Invitation | undefined;
}

/** A signal that comes so long after another can have crossed it on the way. */
const ON_THE_WAY_MS = 3000;

/** The lines of a script in the making; what crossed is put side by side. */
export class RecordedActions {
  readonly lines: ScriptLine[] = [];
  #invitations = new Map<string, Invitation>();
  #last: RecordedAction | undefined;
  #blocks = 0;

  /** Adds what somebody did; beside the signal before it when its sender cannot have heard of that one. */
  add(line: ScriptLine, sent?: SentSignal): RecordedAction | undefined {
    if (!sent) {
      this.lines.push(line);
      return undefined;
    }
    const last = this.#last;
    const crossed = last && crosses(last, sent) ? last : undefined;
    if (crossed) {
      crossed.line.together ??= ++this.#blocks;
      line.together = crossed.line.together;
      const end = this.lines.findLastIndex((each) => each.together === line.together);
      this.lines.splice(end + 1, 0, line);
    } else this.lines.push(line);
    const { inviteID } = sent.signal;
    const known = this.#invitations.get(inviteID);
    const { before, after } =
      crossed?.signal.inviteID === inviteID ? crossed : { before: known, after: known };
    this.#last = {
      ...sent,
      line,
      heardBy: new Set(),
      before,
      after: after && nextInvitation(after, sent.signal),
    };
    return this.#last;
  }

  /** An invite passed the hub. */
  invited(info: SignalingInfo, at: number): void {
    if (!this.#invitations.has(info.inviteID))
      this.#invitations.set(info.inviteID, createInvitation(info, at));
  }

  /** Another signal passed the hub, whether or not a line tells of it: a time-out too. */
  passed(signal: InvitationSignal): void {
    const known = this.#invitations.get(signal.inviteID);
    if (known) this.#invitations.set(signal.inviteID, nextInvitation(known, signal));
  }

  /** A device has been told of an invitation. */
  heard(device: RecordedDevice, inviteID: string): void {
    if (this.#last?.signal.inviteID === inviteID) this.#last.heardBy.add(device);
  }
}

/** Ends an action whose outcome was open: one that failed has changed nothing. */
export function settle(action: RecordedAction, ok: boolean): void {
  action.open = false;
  if (!ok) action.after = action.before;
}

function crosses(last: RecordedAction, next: SentSignal): boolean {
  // Where both devices' listeners are recorded, it is known what was heard when.
  if (last.device.heard && next.device.heard) return last.open && !last.heardBy.has(next.device);
  if (next.at - last.at > ON_THE_WAY_MS) return false;
  // An app that repeats a signal crosses nobody.
  if (last.device === next.device && last.signal.actionType === next.signal.actionType) return false;
  return isTooLate(last.after, next.signal) && !isTooLate(last.before, next.signal);
}

/** Whether an app that knew this of the invitation could not have sent the signal any more. */
function isTooLate(invitation: Invitation | undefined, signal: InvitationSignal): boolean {
  if (!invitation) return false;
  const { contradictions } = reduce(invitation, signal);
  return contradictions.some(({ kind }) => kind === 'after-end' || kind === 'second-end');
}
