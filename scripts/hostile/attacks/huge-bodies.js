import { writableAgain } from '../target.js';

const COUNT = 64;
const MEGABYTES = 50;

export const about = `${COUNT} bodies of ${MEGABYTES} MB at once, without a length; half by REST, half at the control endpoint`;

export async function attack(target) {
  const megabyte = `${(2 ** 20).toString(16)}\r\n${'x'.repeat(2 ** 20)}\r\n`;
  let sent = 0;
  let cut = 0;
  await Promise.all(
    Array.from({ length: COUNT }, async (_, i) => {
      const line = target.line();
      line.on('data', () => {});
      line.on('close', () => cut++);
      const path = i % 2 === 0 ? '/v4/openim/sendmsg?sdkappid=1&identifier=a' : '/control/v1/call';
      line.write(`POST ${path} HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n`);
      for (let n = 0; n < MEGABYTES && line.writable; n++) {
        sent++;
        if (!line.write(megabyte)) await writableAgain(line);
      }
      line.destroy();
    }),
  );
  return `${cut} lines were cut, after ${sent} MB of ${COUNT * MEGABYTES}`;
}
