import { existsSync } from 'node:fs';
import type { MethodName, MethodParams, MethodResult } from '../../gateway/control/protocol.js';
import { CODE, USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Cli } from '../cli.js';
import { version } from '../version.js';
import type { AnswerListener, HubClient } from './client.js';
import { HttpClient, type HubAddress, NoHubError } from './http-client.js';
import { stateIsLost } from './lost-state.js';
import { paths } from './paths.js';
import { type HubState, isAlive, readState } from './state.js';

/** The options by which every command that needs a hub lets its user choose one. */
export interface HubChoice {
  hub?: string;
  ephemeral?: boolean;
}

/**
 * A way to the hub that was chosen: --ephemeral, --hub URL, SIG_HUB, or the one in the background, which is started if
 * none runs. The REPL's commands share the REPL's.
 */
export async function openHub(cli: Cli, choice: HubChoice): Promise<HubClient> {
  if (choice.ephemeral) {
    const { localHub } = await import('./local-client.js');
    return localHub();
  }
  const chosen = chosenHub(cli, choice);
  if (chosen) return chosen;
  const state = liveState(cli);
  if (state) noteOtherVersion(cli, state);
  return new BackgroundHub(cli, state && new HttpClient(state));
}

/** A hub goes on after sig was updated; it is good to know that it is the old one. */
function noteOtherVersion(cli: Cli, { version: running }: HubState): void {
  const own = version();
  if (running === own || cli.json) return;
  cli.note(
    cli.paint.dim(
      `the hub is of siglab ${running}, this is ${own}; sig hub stop, and the next command starts its own`,
    ),
  );
}

/**
 * The hub that was chosen, or the one in the background if one runs; never starts one.
 * @throws SigError 7014 when one runs but nothing says where
 */
export async function runningHub(cli: Cli, choice: HubChoice = {}): Promise<HubClient | undefined> {
  const chosen = chosenHub(cli, choice);
  if (chosen) return chosen;
  const state = liveState(cli);
  if (state) return new HttpClient(state);
  const where = paths(cli.env);
  if (!existsSync(where.lock)) return undefined;
  const { lockHolder } = await import('./lock.js');
  const holder = lockHolder(where);
  if (holder?.phase === 'serving') stateIsLost(where, holder);
  return undefined;
}

/** Where this home's hub is; a process that is gone left its word behind. */
function liveState(cli: Cli): HubState | undefined {
  const state = readState(paths(cli.env));
  return state && isAlive(state.pid) ? state : undefined;
}

function chosenHub(cli: Cli, { hub }: HubChoice): HubClient | undefined {
  if (hub === undefined && cli.hub) return cli.hub;
  const url = hub ?? cli.env.SIG_HUB;
  return url ? new HttpClient(parseAddress(url, cli)) : undefined;
}

/** @throws SigError -4 when it is none */
export function parseAddress(text: string, cli: Cli): HubAddress {
  const full = /^[a-z]+:\/\//.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url?.port || !/^(http|ws):$/.test(url.protocol)) {
    throw new SigError(USAGE, `${text} is no hub's address`, 'it looks like http://127.0.0.1:7447');
  }
  const port = Number(url.port);
  const state = readState(paths(cli.env));
  const known = state?.port === port ? state.token : '';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { host, port, token: decodeURIComponent(url.username) || cli.env.SIG_TOKEN || known };
}

/** Goes to the hub whose state file was found, and starts one when nobody is there. */
class BackgroundHub implements HubClient {
  #cli: Cli;
  #client: HttpClient | undefined;

  constructor(cli: Cli, client: HttpClient | undefined) {
    this.#cli = cli;
    this.#client = client;
  }

  async call<Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
    listener?: AnswerListener,
  ): Promise<MethodResult<Name>> {
    try {
      if (this.#client) return await this.#client.call(method, params, listener);
    } catch (thrown) {
      // Only when nothing was there to take the call: nothing is done twice.
      if (!(thrown instanceof NoHubError)) throw thrown;
      await this.#client?.close();
    }
    this.#client = await this.#start();
    return this.#client.call(method, params, listener);
  }

  events(...[filter, listener]: Parameters<HubClient['events']>): ReturnType<HubClient['events']> {
    if (this.#client) return this.#client.events(filter, listener);
    throw new SigError(CODE.ERR_SDK_NET_DISCONNECT, 'no hub runs');
  }

  async close(): Promise<void> {
    await this.#client?.close();
  }

  async #start(): Promise<HttpClient> {
    const [{ startAgain }, { startedLine }] = await Promise.all([
      import('./start-background.js'),
      import('../print/hub.js'),
    ]);
    const where = paths(this.#cli.env);
    const { state, own } = await startAgain(where, this.#cli.env);
    if (own) this.#cli.note(startedLine(this.#cli, state));
    return new HttpClient(state);
  }
}
