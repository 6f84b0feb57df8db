import { sendJson } from './body.js';
import type { Door } from './door.js';

/** `/healthz`: whether the hub is up, for containers and test runners. */
export function healthDoor(version: string): Door {
  return {
    name: 'health',
    origins: 'local',
    owns: (path) => path === '/healthz',
    handle: (_request, response) => sendJson(response, 200, { ok: true, version }),
  };
}
