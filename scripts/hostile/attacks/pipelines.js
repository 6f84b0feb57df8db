import { once } from 'node:events';
import { pause, writableAgain } from '../target.js';

const LINES = 50;
const CALLS = 20_000;

export const about = `${LINES} lines with ${CALLS} calls each, of which no answer is read`;

export async function attack(target) {
  const call =
    'POST /v4/openim/sendmsg?sdkappid=1&identifier=a HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{}';
  const many = call.repeat(100);
  let written = 0;
  const lines = Array.from({ length: LINES }, () => target.line());
  const writing = lines.map(async (line) => {
    line.pause();
    await once(line, 'connect');
    for (let i = 0; i < CALLS / 100 && line.writable; i++) {
      written += 100;
      if (!line.write(many)) await writableAgain(line);
    }
  });
  void Promise.all(writing);
  await pause(10_000);
  for (const line of lines) line.destroy();
  return `${written} of ${LINES * CALLS} calls were taken`;
}
