import { onTestFinished } from 'vitest';
import type { Cli } from '../../src/cli/cli.js';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import type { HubClient } from '../../src/cli/hub/client.js';
import { clientOf } from '../../src/cli/hub/local-client.js';
import { splitWords } from '../../src/cli/repl/words.js';
import type { ControlContext } from '../../src/gateway/control/context.js';
import type { MethodName, MethodParams, MethodResult } from '../../src/gateway/control/protocol.js';
import { HubRuntime, type HubRuntimeOptions } from '../../src/gateway/hub-runtime.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import { type FakeCli, fakeCli } from './fake-cli.js';

export interface Ended {
  code: number;
  /** The answer, as a pipe gets it. */
  out: string;
  /** What only a person gets. */
  err: string;
}

export interface BenchOptions extends Partial<Omit<HubRuntimeOptions, 'clock'>> {
  clock?: VirtualClock;
  /** Where `sig hub status` says that native SDKs come in; nowhere unless told. */
  native?: { host: string; port: number; publicKey: string };
}

/** A command that is still running. */
export interface Running {
  readonly cli: FakeCli;
  /** Resolves once it has printed this. */
  shows(text: string): Promise<void>;
  /** Moves time until it has ended. */
  ended(): Promise<Ended>;
}

/** sig's commands over a hub in this process, on time that moves only when told to. */
export class Bench {
  readonly clock: VirtualClock;
  readonly runtime: HubRuntime;
  readonly client: HubClient;
  #env: NodeJS.ProcessEnv = {};

  private constructor(options: BenchOptions) {
    const { clock = new VirtualClock(Date.UTC(2026, 0, 1, 12)), native, ...host } = options;
    this.clock = clock;
    this.runtime = new HubRuntime({ store: new MemoryStore(), clock, entropy: seededEntropy(1), ...host });
    const context: ControlContext = {
      runtime: this.runtime,
      process: {
        ...{ version: '0.0.0', pid: 1, store: 'memory', endpoints: [] },
        address: () => undefined,
        native: () => native,
        stop: () => this.runtime.close(),
      },
    };
    this.client = clientOf(context, async () => {});
  }

  /** Closed when the test ends. */
  static async open(options: BenchOptions = {}): Promise<Bench> {
    const bench = new Bench(options);
    onTestFinished(() => bench.runtime.close());
    await bench.until(bench.runtime.start());
    return bench;
  }

  /** A Cli whose commands have this bench's hub and time. */
  cli(overrides: Partial<Cli> = {}): FakeCli {
    const own: Partial<Cli> = { clock: this.clock, env: this.#env, hub: this.client };
    return fakeCli(Object.assign(own, overrides));
  }

  /** Runs a command line, with a shell's quotes, to its end; time stands still meanwhile. */
  sig(line: string, overrides: Partial<Cli> = {}): Promise<Ended> {
    const cli = this.cli(overrides);
    return this.until(this.#run(cli, line));
  }

  /** Runs a command line that must succeed. @returns its answer */
  async ok(line: string): Promise<string> {
    const { code, out, err } = await this.sig(line);
    if (code !== 0) throw new Error(`sig ${line} ended with ${code}: ${err}`);
    return out;
  }

  /** Calls a method of the control API; time stands still meanwhile. */
  call<Name extends MethodName>(method: Name, params: MethodParams<Name>): Promise<MethodResult<Name>> {
    return this.until(this.client.call(method, params));
  }

  /** The result that `--json` gives. */
  async json<T>(line: string): Promise<T> {
    const last = (await this.ok(`${line} --json`)).split('\n').at(-1)!;
    return (JSON.parse(last) as { result: T }).result;
  }

  /** The rows that `--json` gives. */
  async rows<T>(line: string): Promise<T[]> {
    const out = await this.ok(`${line} --json`);
    return out === '' ? [] : out.split('\n').map((row) => JSON.parse(row) as T);
  }

  /** Starts a command that goes on by itself. */
  start(line: string, overrides: Partial<Cli> = {}): Running {
    const cli = this.cli(overrides);
    const running = this.#run(cli, line);
    return {
      cli,
      shows: async (text) => {
        while (![...cli.lines, ...cli.notes].join('\n').includes(text)) await this.clock.settle();
      },
      ended: () => this.until(running, true),
    };
  }

  async #run(cli: FakeCli, line: string): Promise<Ended> {
    await executeLine(cli, COMMANDS, splitWords(line));
    return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
  }

  /** Lets everything run that must for `promise`. @param move whether time may pass */
  async until<T>(promise: Promise<T>, move = false): Promise<T> {
    let over = false;
    const end = () => {
      over = true;
    };
    promise.then(end, end);
    while (!over) {
      await this.clock.settle();
      if (over || !move) continue;
      const next = this.clock.nextTimerAt();
      if (next !== undefined) await this.clock.advanceTo(next);
    }
    return promise;
  }
}
