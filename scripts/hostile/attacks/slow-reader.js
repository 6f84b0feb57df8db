import { once } from 'node:events';

const MESSAGES = 100_000;
const LENGTH = 1000;
const SENDERS = 10;
const WINDOW = 20;

export const about = `${MESSAGES} messages of ${LENGTH} characters to somebody who is logged in and never reads`;

export async function attack(target) {
  const mallory = await target.login('mallory');
  mallory.pause();
  let sent = 0;
  let cutAfter = 0;
  const watch = setInterval(async () => {
    const { QueryResult } = await target.rest('openim/query_online_status', { To_Account: ['mallory'] });
    if (cutAfter === 0 && QueryResult[0].Status === 'Offline') cutAfter = sent;
  }, 20);
  const Text = 'x'.repeat(LENGTH);
  await Promise.all(
    Array.from({ length: SENDERS }, async (_, i) => {
      const line = await target.login(`sender${i}`);
      const send = (seq) => {
        const head = { servcmd: 'openim.sendmsg', seq };
        const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text } }];
        const body = { To_Account: 'mallory', MsgSeq: seq, MsgRandom: seq, MsgLifeTime: 0, MsgBody };
        line.send(JSON.stringify({ head, body }));
      };
      const own = MESSAGES / SENDERS;
      let seq = 0;
      while (seq < WINDOW) send(++seq);
      for (let answers = 0; answers < own; answers++) {
        await once(line, 'message');
        sent++;
        if (seq < own) send(++seq);
      }
      line.terminate();
    }),
  );
  clearInterval(watch);
  mallory.terminate();
  return `the line was cut after about ${cutAfter} messages (${Math.round((cutAfter * LENGTH) / 2 ** 20)} MB)`;
}
