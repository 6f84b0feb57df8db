import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cast, sdk } from './cast.js';
import { conversations } from './conversations.js';
import { coveragePage } from './coverage-page.js';
import type { Domain } from './entry.js';
import { communities, groups } from './groups.js';
import { messages } from './messages.js';
import { people } from './people.js';
import { session } from './session.js';
import { signaling } from './signaling.js';

const DOMAINS: Readonly<Record<string, Domain>> = {
  Session: session,
  Messages: messages,
  Conversations: conversations,
  'Profiles, friends, status': people,
  Groups: groups,
  'Communities and topics': communities,
  Signaling: signaling,
};

describe.each(Object.entries(DOMAINS))('%s on the real Web SDK:', (_, domain) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await Cast.gather();
  });
  afterAll(() => cast.stage.close());

  const seen = Object.entries(domain).flatMap(([name, { see }]) => (see ? [[name, see] as const] : []));
  test.each(seen)('%s', async (_name, see) => {
    await see(cast);
    await cast.stage.quiet();
  });
});

test('the tables have every public method of the SDK, each once', async () => {
  const { stage, alice } = await Cast.gather();
  const methods = Object.entries(sdk(alice)).flatMap(([name, value]) =>
    typeof value === 'function' ? name : [],
  );
  await stage.close();
  const listed = Object.values(DOMAINS).flatMap((domain) => Object.keys(domain));
  expect(listed.toSorted()).toEqual(methods.toSorted());
});

test('docs/coverage.md is what the tables say; vitest -u writes it', async () => {
  await expect(coveragePage(DOMAINS)).toMatchFileSnapshot('../../../docs/coverage.md');
});
