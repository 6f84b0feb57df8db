import type { InvitationRow, MethodName } from '../../gateway/control/protocol.js';
import { SigError } from '../../im/sig-error.js';
import { printable } from '../../text/printable.js';
import type { Ask, Cli, Terminal } from '../cli.js';
import type { HubClient } from '../hub/client.js';
import { invitationOf } from '../invitation-of.js';
import { printError } from '../print/error.js';
import { eventLines } from '../print/event.js';
import { printNote } from '../print/output.js';
import type { DataPromptOptions } from './data-prompt.js';
import { ending, whatNext } from './ending.js';
import { Keys } from './keys.js';
import { StatusLine } from './status-line.js';
import { pendingOf, questionStatus, statusTexts } from './status-text.js';

/** A terminal with somebody at it who can be asked. */
export interface FollowTerminal {
  terminal: Terminal;
  ask: Ask;
}

/**
 * Follows an invitation in a terminal until it ends: events as they come, under them a countdown and the keys to act on
 * the spot. Leaving it pending prints the commands that go on from there.
 * @param since events of the trace after this number are still to be shown
 * @returns how it stands at the end
 */
export async function follow(
  cli: Cli,
  terminal: FollowTerminal,
  hub: HubClient,
  inviteID: string,
  since: number,
): Promise<InvitationRow> {
  return new Follow(cli, terminal, hub, inviteID).run(since);
}

class Follow {
  #cli: Cli;
  #ask: Ask;
  #hub: HubClient;
  #inviteID: string;
  #row: InvitationRow | undefined;
  #status: StatusLine;
  #keys: Keys;
  #stop = () => {};
  #cancelTick = () => {};
  #left = false;
  #busy = false;
  /** Draws what stands below a question again. */
  #redrawQuestion = () => {};
  #calling: Promise<unknown> = Promise.resolve();
  /** Takes away a prompt that still stands when the invitation has ended. */
  #ended = new AbortController();

  constructor(cli: Cli, { terminal, ask }: FollowTerminal, hub: HubClient, inviteID: string) {
    this.#status = new StatusLine(terminal.output);
    this.#keys = new Keys(terminal.input, (key) => void this.#press(key));
    this.#ask = ask;
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
    const release = this.#cli.onInterrupt(() => this.#leave());
    this.#keys.start();
    this.#tick();
    try {
      await stream.done;
    } finally {
      release();
      this.#ended.abort();
      this.#cancelTick();
      // The stream can tell of the end before the call that brought it has its answer.
      await this.#calling.catch(() => undefined);
      this.#keys.stop();
      this.#status.clear();
    }
    const row = this.#row ?? (await invitationOf(this.#hub, this.#inviteID));
    for (const line of this.#left ? whatNext(this.#cli, row) : ending(this.#cli, row)) this.#cli.out(line);
    return row;
  }

  #leave(): void {
    this.#left = true;
    this.#stop();
  }

  #tick(): void {
    this.#draw();
    const { clock } = this.#cli;
    // Whole seconds change when they do, not a second after they were drawn.
    const left = (this.#row?.deadline ?? clock.now()) - clock.now();
    const next = left > 0 ? left % 1000 || 1000 : 1000;
    this.#cancelTick = clock.setTimer(next, () => this.#tick());
  }

  #draw(): void {
    const row = this.#row;
    if (!row || row.endedAt !== null) return;
    if (this.#busy) this.#redrawQuestion();
    else this.#status.show(statusTexts(this.#cli, row, this.#cli.clock.now()));
  }

  async #press(key: string): Promise<void> {
    if (key === 'q' || key === CTRL_C || key === CTRL_D) {
      this.#leave();
      return;
    }
    const row = this.#row;
    if (!row || this.#busy) return;
    this.#busy = true;
    try {
      await this.#act(key, row);
    } catch (thrown) {
      printError(this.#cli, SigError.from(thrown), thrown);
    } finally {
      this.#busy = false;
      this.#draw();
    }
  }

  async #act(key: string, row: InvitationRow): Promise<void> {
    if (key === 'a' || key === 'r') {
      const user = await this.#invitee(pendingOf(row));
      if (user !== undefined) await this.#call(key === 'a' ? 'accept' : 'reject', user);
    } else if (key === 'c') {
      await this.#call('cancel', row.inviter);
    } else if (key === 'm' && !row.onlineUserOnly) {
      const data = await this.#newData(row);
      if (data !== undefined) await this.#call('modify', row.inviter, data);
    }
  }

  /** Who answers: of several that are pending, the one that is chosen. */
  async #invitee(pending: string[]): Promise<string | undefined> {
    if (pending.length < 2) return pending[0];
    const { select } = await import('@inquirer/prompts');
    const choices = pending.map((user) => ({ name: printable(user), value: user }));
    return this.#prompt((terminal) => select({ message: 'Who?', choices }, terminal));
  }

  async #newData({ data }: InvitationRow): Promise<string | undefined> {
    const { dataPrompt } = await import('./data-prompt.js');
    const options: DataPromptOptions = {
      message: 'New data:',
      // What a terminal can't show can't be edited in one.
      initial: printable(data) === data ? data : '',
      below: () => (this.#row ? questionStatus(this.#cli, this.#row, this.#cli.clock.now()) : ''),
      onDraw: (redraw) => {
        this.#redrawQuestion = redraw;
      },
    };
    return this.#prompt((terminal) => dataPrompt(options, terminal));
  }

  /** Lends the terminal to a prompt, which Esc leaves; what happens meanwhile is shown after it. */
  async #prompt<T>(
    prompt: (terminal: Terminal & { signal: AbortSignal; clearPromptOnDone: true }) => Promise<T>,
  ): Promise<T | undefined> {
    this.#keys.stop();
    this.#status.lend();
    const left = new AbortController();
    const signal = AbortSignal.any([this.#ended.signal, left.signal]);
    const release = this.#keys.onEscape(() => left.abort());
    const answer = await this.#ask((terminal) => prompt({ ...terminal, signal, clearPromptOnDone: true }));
    release();
    this.#status.takeBack();
    if (!this.#ended.signal.aborted) this.#keys.start();
    return answer;
  }

  async #call(method: MethodName, user: string, data?: string): Promise<void> {
    // What it causes comes by the stream.
    this.#calling = this.#hub.call(
      method,
      { user, inviteID: this.#inviteID, ...(data === undefined ? {} : { data }) },
      { note: (text) => printNote(this.#cli, text) },
    );
    await this.#calling;
  }
}

const CTRL_C = '\x03';
const CTRL_D = '\x04';

/** The same Cli, printing above the status line. */
function screenCli(cli: Cli, status: StatusLine): Cli {
  return Object.create(cli, {
    out: { value: (line: string) => status.print(line) },
    note: { value: (line: string) => status.print(line) },
  });
}
