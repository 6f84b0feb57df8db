import { afterAll, beforeAll, describe, test } from 'vitest';
import { Cast } from './cast.js';
import { conversations } from './conversations.js';
import type { Domain } from './entry.js';
import { messages } from './messages.js';
import { people } from './people.js';

const DOMAINS: Readonly<Record<string, Domain>> = {
  Messages: messages,
  Conversations: conversations,
  People: people,
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
