import { randomBytes } from 'node:crypto';

const COUNT = 3000;

export const about = `${COUNT} lines, each with a frame that is broken in its own way`;

const FRAMES = [
  () => 'hello',
  () => '[]',
  () => '{"head":{}}',
  () => '{"head":{"servcmd":"openim.sendmsg","seq":"1"}}',
  () => '{"head":{"servcmd":"openim.sendmsg","seq":1},"body":[]}',
  () => '{"head":{"servcmd":"openim.sendmsg","seq":1},"body":{"To_Account":{},"MsgBody":7}}',
  () => '{"head":{"servcmd":"constructor.toString","seq":1,"a2":"x","identifier":[]},"body":null}',
  () => randomBytes(2000),
  () => 'x'.repeat(2 * 1024 * 1024),
];

export async function attack(target) {
  let closed = 0;
  let answered = 0;
  for (let i = 0; i < COUNT; i += 100) {
    const round = Array.from({ length: 100 }, async (_, k) => {
      const line = await target.login(`user${k}`);
      const end = new Promise((resolve) => {
        line.once('close', () => resolve('closed'));
        line.once('message', () => resolve('answered'));
      });
      line.send(FRAMES[(i + k) % FRAMES.length]());
      if ((await end) === 'closed') closed++;
      else answered++;
      line.terminate();
    });
    await Promise.all(round);
  }
  return `${closed} lines were closed, ${answered} got an answer`;
}
