import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Session } from '../../hub/core/session.js';
import type { Hub } from '../../hub/hub.js';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { failBody, type ResponseBody } from '../../im/wire.js';
import { BodyBudget, readBody, sendEarly, sendJson } from '../body.js';
import type { Endpoint } from '../endpoint.js';
import { parseJsonObject } from '../json-object.js';
import { LimitedLog } from '../limited-log.js';
import { admit } from './admit.js';

/** Bytes a request's body may have, and all that are being received. */
const MAX_BODY = 1024 * 1024;
const MAX_BODIES = 64 * 1024 * 1024;

const PATH = /^\/v4\/([a-z0-9_]{1,64})\/([a-z0-9_]{1,64})$/;

/**
 * The vendor's server API: `POST /v4/{service}/{command}?sdkappid&identifier&usersig&random&contenttype=json`.
 * Whatever goes wrong with the request itself, the answer is HTTP 200 with an error code in its body.
 */
export class RestEndpoint implements Endpoint {
  readonly name = 'rest';
  readonly origins = 'same';
  #hub: Hub;
  #refusals: LimitedLog;
  #budget = new BodyBudget(MAX_BODIES);

  constructor(hub: Hub) {
    this.#hub = hub;
    this.#refusals = new LimitedLog(hub, 'more REST calls were refused');
  }

  owns(path: string): boolean {
    return path.startsWith('/v4/');
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    try {
      sendJson(response, 200, await this.#answer(request, url));
    } catch (thrown) {
      const { code, message } = SigError.from(thrown);
      this.#refusals.note(`REST ${url.pathname.slice(0, 100)} is answered with ${code}: ${message}`);
      await sendEarly(request, response, 200, failBody(code, message));
    }
  }

  async #answer(request: IncomingMessage, url: URL): Promise<ResponseBody> {
    if (request.method !== 'POST')
      throw new SigError(CODE.ERR_SVR_COMM_HTTP_PARSE_FAILED, `${request.method} is not POST`);
    const session = admit(this.#hub, url.searchParams);
    const command = this.#command(url.pathname);
    const body = parseJsonObject(
      await readBody(request, MAX_BODY, this.#budget),
      command.startsWith('openim.')
        ? CODE.ERR_SVR_MSG_JSON_PARSE_FAILED
        : CODE.ERR_SVR_COMM_JSON_PARSE_FAILED,
    );
    this.#trace(session, 'up', command, body);
    const answer = await this.#hub.request(session, command, body);
    this.#trace(session, 'down', command, answer);
    return answer;
  }

  /** A backend must hear that its call did nothing: unlike an SDK's frames, an unknown call gets the vendor's refusal. */
  #command(path: string): string {
    const [, service, command] = PATH.exec(path) ?? [];
    if (service === undefined)
      throw new SigError(CODE.ERR_SVR_COMM_HTTP_PARSE_FAILED, 'the path is not /v4/{service}/{command}');
    const name = `${service}.${command}`;
    if (this.#hub.knows(name)) return name;
    throw new SigError(
      service === 'group_open_http_svc' ? CODE.ERR_SVR_GROUP_API_NAME_ERROR : CODE.ERR_SVR_COMM_INVALID_RES,
      `this hub has no command ${name}`,
    );
  }

  #trace(session: Session, direction: 'up' | 'down', command: string, body: unknown): void {
    if (!this.#hub.trace.framesHeard) return;
    this.#hub.trace.emit(session.userID, '', { kind: 'frame', direction, command, body, fate: 'delivered' });
  }
}
