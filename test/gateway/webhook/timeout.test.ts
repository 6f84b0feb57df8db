import { expect, onTestFinished, test } from 'vitest';
import { attachWebhooks } from '../../../src/gateway/webhook/webhooks.js';
import { message, type Phone, World } from '../../hub/world.js';
import { openBackend } from './backend.js';

const BEFORE = 'C2C.CallbackBeforeSendMsg';

/** A hub on a virtual clock, whose backend never answers before-send callbacks. */
async function open() {
  const backend = await openBackend(({ body }) => (body.CallbackCommand === BEFORE ? undefined : {}));
  const world = new World();
  onTestFinished(attachWebhooks(world.hub, backend.url));
  const [alice, bob] = [await world.login('alice'), await world.login('bob')];
  // Their log-ins are told of and answered.
  await expect.poll(() => world.events.filter(({ kind }) => kind === 'webhook')).toHaveLength(2);
  return { backend, world, alice, bob };
}

/** Sends, and notes when there is an answer. */
function send({ hub }: World, { session }: Phone, body: object): { code: number | undefined } {
  const outcome: { code: number | undefined } = { code: undefined };
  hub.submit(session, 'openim.sendmsg', body, (answer) => {
    outcome.code = answer.ErrorCode;
  });
  return outcome;
}

test('a backend that does not answer holds a message back for two seconds, and no longer', async () => {
  const { backend, world, alice, bob } = await open();
  const sent = send(world, alice, message('bob', 'hello'));
  await backend.next(BEFORE);
  await world.clock.advance(1999);
  expect([sent.code, bob.take()]).toEqual([undefined, []]);
  await world.clock.advance(1);
  await expect.poll(() => world.clock.advance(0).then(() => sent.code)).toBe(0);
  expect(bob.take()).toMatchObject([{ Event: 1 }]);
  expect(world.events.filter((event) => event.kind === 'webhook' && event.command === BEFORE)).toMatchObject([
    { status: 0, answer: 'no answer within 2 s' },
  ]);
});

test('meanwhile all others are served, and what is not a message goes at once', async () => {
  const { backend, world, alice, bob } = await open();
  const held = Array.from({ length: 50 }, (_, i) => send(world, alice, message('bob', `${i}`)));
  await expect.poll(() => backend.bodies(BEFORE).length).toBe(50);
  expect(await bob.code('openim.getmsg', { Cookie: '', SyncFlag: 0 })).toBe(0);
  expect(await alice.code('group_open_http_svc.create_group', { Type: 'Public', Name: 'x' })).toBe(0);
  expect(held.every(({ code }) => code === undefined)).toBe(true);
  await world.clock.advance(2000);
  await expect
    .poll(() => world.clock.advance(0).then(() => held.map(({ code }) => code)))
    .toEqual(Array(50).fill(0));
});

test('more than a thousand callbacks wait for nobody: further messages go through untold', async () => {
  const { world, alice } = await open();
  for (let i = 0; i < 1000; i++) send(world, alice, message('bob', `${i}`));
  const beyond = send(world, alice, message('bob', 'one more'));
  await expect.poll(() => world.clock.advance(0).then(() => beyond.code)).toBe(0);
  expect(world.events).toContainEqual(
    expect.objectContaining({
      kind: 'webhook',
      command: BEFORE,
      answer: expect.stringMatching(/^not posted: /),
    }),
  );
});
