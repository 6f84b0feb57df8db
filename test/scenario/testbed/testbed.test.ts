import { expect, test } from 'vitest';
import { Testbed } from '../../../src/scenario/testbed/testbed.js';

test('no two devices draw the same random numbers', async () => {
  const device = (name: string) =>
    ({ name, platform: name, dialect: 'native', online: false, clockOffset: 0 }) as const;
  const names = Array.from({ length: 20 }, (_, n) => `d${n}`);
  const users = ['alice', 'bob'].map((name) => ({ name, devices: names.map(device) }));
  const testbed = await Testbed.open({ users, groups: [], settings: { loginPolicy: 'multi' } }, { seed: 1 });
  const inviteIDs: (string | null)[] = [];
  for (const { sdk, user } of testbed.devices) {
    await testbed.finish(sdk.login(user));
    const { inviteID, sent } = sdk.invite('carol', '', false, undefined, 30);
    await testbed.finish(sent.catch(() => {}));
    inviteIDs.push(inviteID);
  }
  testbed.close();
  expect(new Set(inviteIDs).size).toBe(40);
});
