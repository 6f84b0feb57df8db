import { once } from 'node:events';
import { WebSocket } from 'ws';

/** REST, as a backend calls it. */
export async function rest(port, command, body) {
  const response = await fetch(
    `http://127.0.0.1:${port}/v4/${command}?sdkappid=1400000001&identifier=administrator&usersig=x&random=1`,
    { method: 'POST', body: JSON.stringify(body) },
  );
  return response.json();
}

/** A line on which `userID` is logged in. */
export async function login(port, userID) {
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}/binfo?sdkappid=1400000001&instanceid=${userID}&platform=7`,
  );
  socket.on('error', () => {});
  await once(socket, 'open');
  const head = { servcmd: 'im_open_status.wslogin', seq: 1, identifier: userID, usersig: 'x' };
  socket.send(JSON.stringify({ head, body: {} }));
  await once(socket, 'message');
  return socket;
}
