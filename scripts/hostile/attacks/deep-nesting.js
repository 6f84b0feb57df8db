import { once } from 'node:events';

const COUNT = 200;
const DEPTH = 100_000;

export const about = `${COUNT} bodies nested ${DEPTH} deep, by REST, at the control endpoint and in frames`;

export async function attack(target) {
  const deep = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`;
  const line = await target.login('mallory');
  let refused = 0;
  for (let i = 0; i < COUNT; i++) {
    const url = `http://127.0.0.1:${target.port}`;
    const calls = [
      fetch(`${url}/v4/openim/sendmsg?sdkappid=1&identifier=a`, { method: 'POST', body: `{"a":${deep}}` }),
      fetch(`${url}/control/v1/call`, {
        ...{ method: 'POST', body: `{"method":"status","params":${deep}}` },
        headers: { authorization: 'Bearer the token' },
      }),
    ];
    const heard = once(line, 'message');
    line.send(`{"head":{"servcmd":"a.b","seq":${i}},"body":{"a":${deep}}}`);
    const [rest, control] = await Promise.all(calls);
    const [frame] = await heard;
    const answers = [await rest.text(), await control.text(), frame.toString()];
    refused += answers.filter((answer) => answer.includes('deeper than')).length;
  }
  line.terminate();
  return `${refused} of ${3 * COUNT} were refused by name`;
}
