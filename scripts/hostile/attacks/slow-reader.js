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
  await Promise.all(
    Array.from({ length: SENDERS }, async (_, i) => {
      const line = await target.login(`sender${i}`);
      await sendAll(line, () => sent++);
      line.terminate();
    }),
  );
  clearInterval(watch);
  mallory.terminate();
  return `the line was cut after about ${cutAfter} messages (${Math.round((cutAfter * LENGTH) / 2 ** 20)} MB)`;
}

/** Sends one sender's share, so many at a time, and resolves when the last has its answer. */
function sendAll(line, onAnswer) {
  const share = MESSAGES / SENDERS;
  const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'x'.repeat(LENGTH) } }];
  let seq = 0;
  let answers = 0;
  const send = () => {
    seq++;
    const head = { servcmd: 'openim.sendmsg', seq };
    const body = { To_Account: 'mallory', MsgSeq: seq, MsgRandom: seq, MsgLifeTime: 0, MsgBody };
    line.send(JSON.stringify({ head, body }));
  };
  return new Promise((resolve) => {
    line.on('message', () => {
      onAnswer();
      if (seq < share) send();
      if (++answers === share) resolve();
    });
    while (seq < WINDOW) send();
  });
}
