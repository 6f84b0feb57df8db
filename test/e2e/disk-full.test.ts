import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bin } from './bin.js';

const SIG = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

let bin: Bin;

beforeAll(() => {
  bin = new Bin();
});

afterAll(() => bin.end());

test('a hub whose disk is full says so and ends with code 1; it has kept all that it acknowledged', async () => {
  // No file may have more than 800 KB; Node does not let the signal for it kill the process.
  const command = ['ulimit -f 800 && exec "$@"', '-', process.execPath, SIG];
  const hub = spawn('bash', ['-c', ...command, 'hub', 'start', '--foreground', '--port', '0'], {
    env: bin.env,
  });
  let out = '';
  let err = '';
  const ready = new Promise<void>((resolve) => {
    hub.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.includes('hub ready')) resolve();
    });
  });
  hub.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(hub, 'close');
  await ready;
  const client = bin.client();
  const acknowledged: string[] = [];
  for (;;) {
    const text = `${acknowledged.length} ${'x'.repeat(2000)}`;
    try {
      await client.call('send', { from: 'alice', to: 'bob', text });
    } catch {
      break;
    }
    acknowledged.push(text);
  }
  await client.close();
  const [code] = await ended;
  expect(code).toBe(1);
  expect(out).toContain('the hub stops');
  expect(err).toMatch(/cannot grow: the disk is full|cannot be read or written/);
  expect(err).toContain('start the hub again');
  expect(acknowledged.length).toBeGreaterThan(20);

  expect((await bin.run(['hub', 'start'])).code).toBe(0);
  const again = bin.client();
  const history = await again.call('history', { a: 'alice', b: 'bob', limit: 10_000 });
  const kept = history.map((row) => row.text);
  await again.close();
  for (const text of acknowledged) expect(kept).toContain(text);
  expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1);
});
