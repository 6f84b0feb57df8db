import { once } from 'node:events';

const COUNT = 3000;

export const about = `${COUNT} requests in the name of foreign pages and hosts, at each endpoint`;

const PATHS = ['/v4/openim/sendmsg', '/control/v1/call', '/binfo'];
const HEADERS = [
  'host: evil.example',
  'host: localhost\r\norigin: https://evil.example',
  'host: 127.0.0.1.evil.example:80',
];

export async function attack(target) {
  let refused = 0;
  for (let i = 0; i < COUNT; i += 100) {
    await Promise.all(
      Array.from({ length: 100 }, async (_, k) => {
        const line = target.line();
        const path = PATHS[(i + k) % PATHS.length];
        const upgrade =
          path === '/binfo' ? 'connection: upgrade\r\nupgrade: websocket\r\n' : 'connection: close\r\n';
        line.write(`GET ${path} HTTP/1.1\r\n${HEADERS[((i + k) % 7) % HEADERS.length]}\r\n${upgrade}\r\n`);
        const [answer] = await once(line, 'data');
        if (/^HTTP\/1.1 (403|421) /.test(answer.toString())) refused++;
        line.destroy();
      }),
    );
  }
  return `${refused} of ${COUNT} were refused`;
}
