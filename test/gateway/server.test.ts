import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readBody, sendJson } from '../../src/gateway/body.js';
import type { Endpoint } from '../../src/gateway/endpoint.js';
import { HubServer } from '../../src/gateway/server.js';

let server: HubServer | undefined;
afterEach(() => server?.close());

async function serve(...endpoints: Endpoint[]): Promise<number> {
  server = new HubServer({ endpoints });
  await server.listen();
  return server.port;
}

function echo(overrides: Partial<Endpoint> = {}): Endpoint {
  return {
    name: 'echo',
    origins: 'local',
    owns: (path) => path.startsWith('/echo'),
    async handle(request, response) {
      sendJson(response, 200, { body: (await readBody(request, 100)).toString() });
    },
    ...overrides,
  };
}

function ask(port: number, path: string, headers: Record<string, string> = {}, body = '') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, headers, method: 'POST' }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Writes bytes to the port and gives all that comes back until the hub closes. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', () => {});
  });
}

test('a request goes to the first endpoint that owns its path', async () => {
  const port = await serve(echo(), echo({ owns: () => true, handle: (_q, r) => sendJson(r, 200, 'other') }));
  expect(await ask(port, '/echo/1?x', {}, 'hi')).toEqual({ status: 200, body: '{"body":"hi"}' });
  expect(await ask(port, '/else')).toEqual({ status: 200, body: '"other"' });
});

test('no endpoint: 404; a foreign Host: 421; a foreign Origin: 403', async () => {
  const port = await serve(echo());
  expect((await ask(port, '/nothing')).status).toBe(404);
  expect((await ask(port, '/echo', { host: 'evil.example' })).status).toBe(421);
  expect((await ask(port, '/echo', { origin: 'https://evil.example' })).status).toBe(403);
});

test('a body over the limit is refused, whether it says its length or not', async () => {
  const port = await serve(echo());
  expect((await ask(port, '/echo', {}, 'x'.repeat(101))).status).toBe(413);
  const chunked = `POST /echo HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n65\r\n${'x'.repeat(101)}\r\n0\r\n\r\n`;
  expect(await raw(port, chunked)).toMatch(/^HTTP\/1.1 413 /);
});

test('an endpoint that throws costs one answer, not the hub', async () => {
  const port = await serve(
    echo({
      handle() {
        throw new Error('a slip');
      },
    }),
  );
  expect(await ask(port, '/echo')).toEqual({ status: 500, body: '{"error":{"message":"a slip"}}' });
  expect((await ask(port, '/echo')).status).toBe(500);
});

test('an upgrade goes to its endpoint after the same checks', async () => {
  const port = await serve(
    echo({ upgrade: (_request, socket) => socket.end('HTTP/1.1 101 Welcome\r\n\r\n') }),
    echo({ owns: (path) => path === '/plain' }),
  );
  const upgrade = (path: string, more = '') =>
    raw(
      port,
      `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n${more}\r\n`,
    );
  expect(await upgrade('/echo')).toMatch(/^HTTP\/1.1 101 /);
  expect(await upgrade('/echo', 'origin: https://evil.example\r\n')).toMatch(/^HTTP\/1.1 403 /);
  expect(await upgrade('/plain')).toMatch(/^HTTP\/1.1 400 /);
  expect(await upgrade('/nothing')).toMatch(/^HTTP\/1.1 404 /);
});

test('what is no HTTP gets a 400 and a closed line', async () => {
  const port = await serve(echo());
  expect(await raw(port, '\x00\x01\x02 nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  expect((await ask(port, '/echo')).status).toBe(200);
});

test('close() cuts requests that are still open', async () => {
  const arrived = Promise.withResolvers<void>();
  const port = await serve(echo({ handle: () => arrived.resolve() }));
  const hanging = expect(ask(port, '/echo')).rejects.toThrow();
  await arrived.promise;
  await server!.close();
  await hanging;
});
