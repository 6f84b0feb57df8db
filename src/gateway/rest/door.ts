import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hub } from '../../hub/hub.js';
import type { Session } from '../../hub/session.js';
import { verifyUserSig } from '../../hub/usersig.js';
import { SigError } from '../../im/sig-error.js';
import { isUserID } from '../../im/user-id.js';
import { failBody, type ResponseBody } from '../../im/wire.js';
import { readBody, sendJson } from '../body.js';
import type { Door } from '../door.js';
import { parseJsonObject } from '../json-object.js';

/** Bytes a request's body may have. */
const MAX_BODY = 1024 * 1024;

const PATH = /^\/v4\/([a-z0-9_]{1,64})\/([a-z0-9_]{1,64})$/;

/**
 * The vendor's server API: `POST /v4/{service}/{command}?sdkappid&identifier&usersig&random&contenttype=json`.
 * Whatever goes wrong with the request itself, the answer is HTTP 200 with an error code in its body.
 */
export class RestDoor implements Door {
  readonly name = 'rest';
  readonly origins = 'same';
  #hub: Hub;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  owns(path: string): boolean {
    return path.startsWith('/v4/');
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    let answer: ResponseBody;
    try {
      answer = await this.#answer(request, url);
    } catch (thrown) {
      const { code, message } = SigError.from(thrown);
      // An unread body would be taken for the next request.
      if (!request.complete) response.setHeader('connection', 'close');
      answer = failBody(code, message);
    }
    sendJson(response, 200, answer);
  }

  async #answer(request: IncomingMessage, url: URL): Promise<ResponseBody> {
    if (request.method !== 'POST') throw new SigError(60002, `${request.method} is not POST`);
    const session = this.#admit(url.searchParams);
    const body = parseJsonObject(await readBody(request, MAX_BODY));
    const command = this.#command(url.pathname);
    this.#trace(session, 'up', command, body);
    const answer = await this.#hub.request(session, command, body);
    this.#trace(session, 'down', command, answer);
    return answer;
  }

  #command(path: string): string {
    const [, service, command] = PATH.exec(path) ?? [];
    const name = `${service}.${command}`;
    if (service === undefined || !this.#hub.knows(name)) {
      throw new SigError(60002, `this hub has no command for ${path.slice(0, 200)}`);
    }
    return name;
  }

  /** The caller: an administrator, as the vendor lets nobody else call. */
  #admit(query: URLSearchParams): Session {
    const sdkAppID = Number(query.get('sdkappid'));
    if (!Number.isSafeInteger(sdkAppID) || sdkAppID <= 0) {
      throw new SigError(60006, 'sdkappid in the URL is not a number above 0');
    }
    const identifier = query.get('identifier') ?? '';
    if (!isUserID(identifier)) throw new SigError(60004, 'identifier in the URL is no user ID');
    const { key } = this.#hub.settings;
    if (key) {
      if (sdkAppID !== key.sdkAppID) {
        throw new SigError(60006, `sdkappid in the URL is ${sdkAppID}, this hub's is ${key.sdkAppID}`);
      }
      verifyUserSig(key, identifier, query.get('usersig') ?? '', this.#hub.seconds());
    }
    return this.#hub.openAdmin(identifier, sdkAppID);
  }

  #trace(session: Session, direction: 'up' | 'down', command: string, body: unknown): void {
    if (!this.#hub.trace.framesHeard) return;
    this.#hub.trace.emit(session.userID, '', { kind: 'frame', direction, command, body, fate: 'delivered' });
  }
}
