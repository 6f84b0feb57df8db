import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { websocketConnector } from '../../src/device/websocket-connector.js';

let server: WebSocketServer;
afterEach(() => server.close());

/** A connection to a server that does `answer` with each frame. */
async function connect(answer: (socket: WebSocket) => void) {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.on('message', () => answer(socket)));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const reasons: string[] = [];
  const connection = await websocketConnector(`ws://127.0.0.1:${port}`).connect(
    { sdkAppID: 1, identifier: 'bob', platform: 'Android', device: 'phone' },
    { onPush: () => reasons.push('push'), onClose: (reason) => reasons.push(reason) },
  );
  return { connection, reasons };
}

test.each([
  ["a proxy's page", '<html><body>502 Bad Gateway</body></html>'],
  ['half a frame', '{"head":{"servcmd":"im_open_status.wslogin","seq":1},"bo'],
  ['JSON that is no frame', '[1,2,3]'],
  ['no object', 'null'],
  ['a frame without a body', '{"head":{"servcmd":"im_open_status.wslogin","seq":1}}'],
  ['a push without events', '{"head":{"servcmd":"im_open_push.msg_push","seq":1},"body":{}}'],
])('%s in place of a frame ends the connection, and nothing else', async (_what, text) => {
  const { connection, reasons } = await connect((socket) => socket.send(text));
  await expect(connection.request('im_open_status.wslogin', {})).rejects.toMatchObject({ code: 9508 });
  expect(reasons).toEqual(['what answers is no hub: it sent something else than frames']);
  await expect(connection.request('heartbeat.alive', {})).rejects.toMatchObject({ code: 9508 });
});
