import type { ReadStream } from 'node:tty';
import type { MethodName } from '../../gateway/control/methods/index.js';
import type { InvitationRow } from '../../gateway/control/protocol.js';
import { SigError } from '../../im/sig-error.js';
import { realClock } from '../../runtime/real-clock.js';
import type { Cli } from '../cli.js';
import type { HubClient } from '../hub/client.js';
import { shortID, stateText } from '../print/action-style.js';
import { duration } from '../print/duration.js';
import { printError } from '../print/error.js';
import { eventLines } from '../print/event.js';
import { timeLeft } from '../print/invitations.js';
import { printable } from '../print/page.js';
import { Keys } from './keys.js';
import { StatusLine } from './status-line.js';

/**
 * Follows an invitation in a terminal until it ends: events as they come, under them a countdown and the keys to act on
 * the spot. Leaving it pending prints the commands that go on from there.
 * @param since events of the trace after this number are still to be shown
 * @returns how it stands at the end
 */
export async function follow(
  cli: Cli,
  hub: HubClient,
  inviteID: string,
  since: number,
): Promise<InvitationRow> {
  return new Follow(cli, hub, inviteID).run(since);
}

class Follow {
  #cli: Cli;
  #hub: HubClient;
  #inviteID: string;
  #row: InvitationRow | undefined;
  #status = new StatusLine(process.stdout);
  #keys = new Keys(process.stdin as ReadStream, (key) => void this.#press(key));
  #stop = () => {};
  #cancelTick = () => {};
  #left = false;
  #busy = false;
  #calling: Promise<unknown> = Promise.resolve();

  constructor(cli: Cli, hub: HubClient, inviteID: string) {
    this.#cli = screenCli(cli, this.#status);
    this.#hub = hub;
    this.#inviteID = inviteID;
  }

  async run(since: number): Promise<InvitationRow> {
    const stream = this.#hub.events(
      { inviteID: this.#inviteID, since },
      {
        event: (event) => {
          for (const line of eventLines(this.#cli, event)) this.#cli.out(line);
        },
        invitation: (row) => {
          this.#row = row;
          this.#draw();
        },
      },
    );
    this.#stop = () => stream.stop();
    this.#keys.start();
    this.#tick();
    try {
      await stream.done;
    } finally {
      this.#cancelTick();
      this.#keys.stop();
      this.#status.clear();
    }
    // The stream can tell of the end before the call that brought it has its answer.
    await this.#calling.catch(() => undefined);
    const row = this.#row!;
    for (const line of this.#left ? whatNext(this.#cli, row) : ending(this.#cli, row)) this.#cli.out(line);
    return row;
  }

  #tick(): void {
    this.#draw();
    // Whole seconds change when they do, not a second after they were drawn.
    const left = (this.#row?.deadline ?? realClock.now()) - realClock.now();
    const next = left > 0 ? left % 1000 || 1000 : 1000;
    this.#cancelTick = realClock.setTimer(next, () => this.#tick());
  }

  #draw(): void {
    const row = this.#row;
    if (!row || this.#busy || row.endedAt !== null) return;
    const { paint } = this.#cli;
    const left = row.deadline === null ? 'no time-out' : timeLeft(row, realClock.now());
    const pending = row.inviteeList.filter((user) => row.invitees[user] === 'pending');
    const about = `${shortID(row.inviteID)}  ${printable(pending.join(', '))} pending  ${left}`;
    const keys = KEYS.filter(([key]) => key !== 'm' || !row.onlineUserOnly);
    const plain = keys.map(([key, word]) => `${key} ${word}`).join('  ');
    const dressed = keys.map(([key, word]) => `${paint.bold(key)} ${paint.dim(word)}`).join('  ');
    this.#status.show(`${about}   ${plain}`, `${paint.cyan(about)}   ${dressed}`);
  }

  async #press(key: string): Promise<void> {
    const row = this.#row;
    if (key === '\x03' || key === 'q') {
      this.#left = true;
      this.#stop();
      return;
    }
    if (!row || this.#busy) return;
    this.#busy = true;
    try {
      await this.#act(key, row);
    } catch (thrown) {
      const error = SigError.from(thrown);
      if (error.name !== 'ExitPromptError') printError(this.#cli, error, thrown);
    } finally {
      this.#busy = false;
      this.#draw();
    }
  }

  async #act(key: string, row: InvitationRow): Promise<void> {
    const { inviter, inviteeList, invitees } = row;
    const pending = inviteeList.filter((user) => invitees[user] === 'pending');
    if (key === 'a' || key === 'r') {
      const user = pending.length === 1 ? pending[0] : await this.#choose(pending);
      if (user) await this.#call(key === 'a' ? 'accept' : 'reject', user);
    } else if (key === 'c') {
      await this.#call('cancel', inviter);
    } else if (key === 'm' && !row.onlineUserOnly) {
      const data = await this.#prompt(async () => {
        const { input } = await import('@inquirer/prompts');
        return input({ message: 'New data:', default: row.data, prefill: 'editable' });
      });
      if (data !== undefined) await this.#call('modify', inviter, data);
    }
  }

  #choose(users: string[]): Promise<string | undefined> {
    return this.#prompt(async () => {
      const { select } = await import('@inquirer/prompts');
      return select({ message: 'Who?', choices: users });
    });
  }

  /** Lends the terminal to a prompt; undefined when it was left without an answer. */
  async #prompt<T>(ask: () => Promise<T>): Promise<T | undefined> {
    this.#keys.stop();
    this.#status.clear();
    try {
      return await ask();
    } catch (thrown) {
      if (thrown instanceof Error && thrown.name === 'ExitPromptError') return undefined;
      throw thrown;
    } finally {
      this.#keys.start();
    }
  }

  async #call(method: MethodName, user: string, data?: string): Promise<void> {
    // What it causes comes by the stream.
    this.#calling = this.#hub.call(
      method,
      { user, inviteID: this.#inviteID, ...(data === undefined ? {} : { data }) },
      { note: (text) => this.#cli.note(this.#cli.paint.dim(`• ${text}`)) },
    );
    await this.#calling;
  }
}

const KEYS: readonly [key: string, word: string][] = [
  ['a', 'accept'],
  ['r', 'reject'],
  ['c', 'cancel'],
  ['m', 'modify'],
  ['q', 'leave'],
];

/** The same Cli, printing above the status line. */
function screenCli(cli: Cli, status: StatusLine): Cli {
  return Object.create(cli, {
    out: { value: (line: string) => status.print(line) },
    note: { value: (line: string) => status.print(line) },
  });
}

function ending({ paint }: Cli, row: InvitationRow): string[] {
  const after = duration((row.endedAt ?? row.sentAt) - row.sentAt);
  const whole = `${paint.dim(shortID(row.inviteID))}  ${stateText(paint, row.state)} after ${after}`;
  return [whole, paint.dim(`  sig show ${shortID(row.inviteID)}    its whole story`)];
}

/** The commands that go on from an invitation that is still pending. */
export function whatNext({ paint }: Cli, row: InvitationRow): string[] {
  const id = shortID(row.inviteID);
  const pending = row.inviteeList.filter((user) => row.invitees[user] === 'pending');
  const invitee = pending[0] ?? row.inviteeList[0] ?? '';
  const commands = [
    `sig accept ${invitee} ${id}`,
    `sig reject ${invitee} ${id}`,
    `sig cancel ${row.inviter} ${id}`,
    ...(row.onlineUserOnly ? [] : [`sig modify ${row.inviter} ${id} --data '{"new":"data"}'`]),
    `sig show ${id}`,
  ];
  return [
    paint.dim(`${id} stays pending; go on with:`),
    ...commands.map((command) => `  ${printable(command)}`),
  ];
}
