import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Callback {
  query: URLSearchParams;
  body: Record<string, unknown> & { CallbackCommand: string };
}

/** A backend that does as the test says. `answer` gives the JSON to answer with, or undefined to let the caller wait for ever. */
export async function openBackend(
  answer: (callback: Callback) => unknown = () => ({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }),
) {
  const got: Callback[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const query = new URL(request.url!, 'http://backend').searchParams;
    const callback = { query, body: JSON.parse(Buffer.concat(chunks).toString()) };
    got.push(callback);
    for (const look of [...waiting]) look();
    const said = answer(callback);
    if (said !== undefined) response.end(typeof said === 'string' ? said : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks?shop=1`,
    got,
    /** The bodies of those that came of this command. */
    bodies(command: string): Callback['body'][] {
      return got.map(({ body }) => body).filter((body) => body.CallbackCommand === command);
    },
    /** The first callback of this command that has come or will come. */
    next(command: string): Promise<Callback> {
      return new Promise((resolve) => {
        const look = () => {
          const found = got.find(({ body }) => body.CallbackCommand === command);
          if (found) resolve(found);
        };
        waiting.push(look);
        look();
      });
    },
  };
}
