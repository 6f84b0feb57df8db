import { ACTION } from '../../signaling/action.js';
import type { RecordedDevice } from './recorded-users.js';
import type { ScriptLine } from './script.js';

/** A signal that somebody sent, as far as it matters whether another one crossed it. */
export interface RecordedAction {
  line: ScriptLine;
  device: RecordedDevice;
  inviteID: string;
  action: number;
  /** Unix ms. */
  at: number;
  /** Invitations between two are over with the first answer. */
  inGroup: boolean;
  /** Its outcome is not known yet. */
  open: boolean;
  /** Who has heard of it. */
  heardBy: Set<RecordedDevice>;
}

/** A signal that comes so long after another can have crossed it on the way. */
const ON_THE_WAY_MS = 3000;

/** The lines of a script in the making; what crossed is put side by side. */
export class RecordedActions {
  readonly lines: ScriptLine[] = [];
  #last: RecordedAction | undefined;
  #blocks = 0;

  /** Adds what somebody did; beside the signal before it when its sender cannot have heard of that one. */
  add(line: ScriptLine, action?: Omit<RecordedAction, 'line' | 'heardBy'>): RecordedAction | undefined {
    const last = this.#last;
    if (!action) {
      this.lines.push(line);
      return undefined;
    }
    const next: RecordedAction = { ...action, line, heardBy: new Set() };
    if (last && crosses(last, next)) {
      last.line.together ??= ++this.#blocks;
      line.together = last.line.together;
      const end = this.lines.findLastIndex((each) => each.together === line.together);
      this.lines.splice(end + 1, 0, line);
    } else this.lines.push(line);
    this.#last = next;
    return next;
  }

  /** A device has been told of an invitation. */
  heard(device: RecordedDevice, inviteID: string): void {
    if (this.#last?.inviteID === inviteID) this.#last.heardBy.add(device);
  }
}

function crosses(before: RecordedAction, next: RecordedAction): boolean {
  // Where both devices are seen through, it is known what was heard when.
  if (before.device.heard && next.device.heard) return before.open && !before.heardBy.has(next.device);
  if (before.inviteID !== next.inviteID || next.at - before.at > ON_THE_WAY_MS) return false;
  return isOverFor(next, before);
}

/** Whether an app that had heard of `before` could not have sent `next` any more. */
function isOverFor(next: RecordedAction, before: RecordedAction): boolean {
  if (next.action === ACTION.invite || before.action === ACTION.invite) return false;
  if (before.action === ACTION.cancel || before.device === next.device) return before.action !== next.action;
  return !before.inGroup || before.device.user === next.device.user;
}
