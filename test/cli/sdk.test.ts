import { expect, test } from 'vitest';
import { reachableHost } from '../../src/cli/sdk/reachable-host.js';
import { SDK_SNIPPETS } from '../../src/cli/sdk/snippets.js';
import { Bench } from './bench.js';

const native = { host: '127.0.0.1', port: 7448, publicKey: '04abc' };

test.each(Object.keys(SDK_SNIPPETS))('sdk %s fills in address and key', async (platform) => {
  const bench = await Bench.open({ native });
  const text = await bench.ok(`sdk ${platform}`);
  expect(text).toContain('7448');
  expect(text).toContain('04abc');
  expect(text).toContain(platform === 'android' ? '10.0.2.2' : '127.0.0.1');
});

test('sdk takes another address, and gives it as JSON too', async () => {
  const bench = await Bench.open({ native });
  const { result } = JSON.parse(await bench.ok('sdk ios --address 192.168.1.20 --json'));
  expect(result).toMatchObject({ host: '192.168.1.20', port: 7448, publicKey: '04abc' });
  expect(result.snippet).toContain('"ip":"192.168.1.20"');
});

test('what a snippet for mobile SDKs carries is the JSON that they take', () => {
  const [json] = SDK_SNIPPETS.android.text(native).match(/\{".*\}/)!;
  const address = [{ ip: '127.0.0.1', port: 7448 }];
  expect(JSON.parse(json)).toEqual({
    longconnectionAddressList: address,
    shortconnectionAddressList: address,
    serverPublicKey: '04abc',
  });
});

test('sdk says so where the hub has no endpoint for native SDKs', async () => {
  const bench = await Bench.open();
  expect((await bench.sig('sdk ios')).err).toContain('no endpoint for native SDKs');
});

test('an unknown platform is wrong use', async () => {
  expect((await (await Bench.open({ native })).sig('sdk symbian')).code).toBe(2);
});

test('a hub that lets the network in is reached by this machine in the network', () => {
  expect(reachableHost('0.0.0.0', '10.0.2.2')).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(reachableHost('192.168.1.20', '10.0.2.2')).toBe('192.168.1.20');
  expect(reachableHost('127.0.0.1', '10.0.2.2')).toBe('10.0.2.2');
});

test('status tells where native SDKs come in', async () => {
  const bench = await Bench.open({ native });
  expect(await bench.ok('hub status')).toMatch(/native +127\.0\.0\.1:7448/);
  expect(JSON.parse(await bench.ok('hub status --json')).result.native).toEqual(native);
});
