import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../../src/hub/commands.js';

const page = readFileSync(new URL('../../docs/backends.md', import.meta.url), 'utf8');
const services = [...page.matchAll(/^\| `(\w+)` \| ((?:`\w+` ?)+)\|$/gm)].map(
  ([, service, names]) => [service!, names!.match(/\w+/g)!] as const,
);

test('the page has the services of the server API', () => {
  expect(services.map(([service]) => service)).toEqual([
    'im_open_login_svc',
    'openim',
    'group_open_http_svc',
    'sns',
    'profile',
  ]);
});

test.each(services)('%s has every command that the page names', (service, names) => {
  for (const name of names) expect(commands).toHaveProperty([`${service}.${name}`]);
});
