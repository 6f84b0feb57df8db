import { sendJson } from './body.js';
import type { Endpoint } from './endpoint.js';

/** `/healthz`: whether the hub is up, for containers and test runners. */
export function healthEndpoint(version: string): Endpoint {
  return {
    name: 'health',
    origins: 'local',
    owns: (path) => path === '/healthz',
    handle: (_request, response) => sendJson(response, 200, { ok: true, version }),
  };
}
