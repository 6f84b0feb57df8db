// The good user, in a process of its own so that the attack does not slow its watch: sends by REST what comes in on a
// WebSocket, and tells its parent each round trip in ms, or what went wrong.
import { login, rest } from './client.js';

const EVERY_MS = 50;
const port = Number(process.argv[2]);
let sentAt = 0;
const bob = await login(port, 'probe');
bob.on('message', () => {
  if (sentAt > 0) process.send({ latency: performance.now() - sentAt });
  sentAt = 0;
});
setInterval(async () => {
  if (sentAt > 0) return;
  sentAt = performance.now();
  try {
    await rest(port, 'openim/sendmsg', {
      ...{ To_Account: 'probe', MsgLifeTime: 0, MsgRandom: Math.floor(Math.random() * 2 ** 32) },
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }],
    });
  } catch (error) {
    process.send({ failure: error.cause?.message ?? error.message });
    sentAt = 0;
  }
}, EVERY_MS);
process.on('disconnect', () => process.exit());
