import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listeningSockets, portOwner, portTaken } from '../../src/gateway/port-owner.js';
import { startHub } from '../../src/gateway/running-hub.js';
import { MemoryStore } from '../../src/hub/store/memory-store.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';

test('the lines of /proc/net/tcp that listen on a port', () => {
  const table = `
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1D17 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 81234 1 0000000000000000 100 0 0 10 0
   1: 0100007F:1D17 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 81235 1 0000000000000000 20 4 30 10 -1
   2: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 512 1 0000000000000000 100 0 0 10 0`;
  expect(listeningSockets(table, 7447)).toEqual([{ inode: '81234', uid: '1000' }]);
  expect(listeningSockets(table, 22)).toEqual([{ inode: '512', uid: '0' }]);
  expect(listeningSockets(table, 80)).toEqual([]);
});

test.runIf(['linux', 'darwin', 'win32'].includes(process.platform))(
  'a port that is taken is said with who has it',
  async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const { port } = server.address() as { port: number };
    expect(await portOwner(port)).toContain(String(process.pid));
    const { message, hint } = await portTaken(port);
    expect(message).toMatch(new RegExp(`^port ${port} is taken by .*${process.pid}`));
    expect(hint).toBe('choose another with --port');
  },
);

test('a hub that gets no port leaves nothing behind that keeps its process alive', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.address() as { port: number };
  const clock = new VirtualClock();
  const options = { store: new MemoryStore(), storeName: 'memory', version: '0.0.0', token: 't', clock };
  const starting = startHub({ ...options, ports: [port], native: { ports: [port, 0] } });
  await expect(starting).rejects.toThrow(`port ${port} is taken by`);
  expect(clock.nextTimerAt()).toBeUndefined();
});
