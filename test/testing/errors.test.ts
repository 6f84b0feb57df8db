import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FileError, lab } from '../../src/testing/index.js';

const here = fileURLToPath(import.meta.url);
const lines = readFileSync(here, 'utf8').split('\n');

/** The error of a promise, which must name the line that holds `// HERE NAME`. */
async function errorAt(name: string, promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => expect.fail('nothing is thrown'),
    (thrown: Error) => thrown,
  );
  const line = lines.findIndex((each) => each.endsWith(`// HERE ${name}`)) + 1;
  const [frame] = error.stack!.slice(error.stack!.indexOf('\n    at ') + 1).split('\n');
  expect(frame).toContain(`errors.test.ts:${line}:`);
  return error;
}

test('an error names the test’s own line, and what was probably meant', async () => {
  const bench = await lab({ users: ['alice', 'bob'] });
  const [alice, bob] = bench.users('alice', 'bob');
  const wrong = bench.does('alice invits bob'); // HERE wrong
  const error = await errorAt('wrong', wrong);
  expect(error.message).toBe('"alice invits bob" is no step: did you mean "alice invites bob"?');
  expect(error).toBeInstanceOf(FileError);
  expect([(error as FileError).file, (error as FileError).line > 0]).toEqual([here, true]);

  const option = alice.invites('bob', { timout: 30 } as never); // HERE option
  expect((await errorAt('option', option)).message).toContain('did you mean "timeout"?');

  const call = await alice.invites('bob');
  const unmet = alice.seesAccept(call, 'bob', { within: '1s' }); // HERE unmet
  expect((await errorAt('unmet', unmet)).message).toContain('expected: alice sees bob accept invitation2');

  const refused = bob.cancels(call); // HERE refused
  expect((await errorAt('refused', refused)).message).toContain('8011');

  const timed = bench.after('soon'); // HERE timed
  expect((await errorAt('timed', timed)).message).toContain('write a time with its unit');

  await bench.does('bob never receives call', undefined).catch(() => {});
  await bench.close();
});

test('a setting that makes no sense: the line, and what is wrong', async () => {
  const groups = lab({ users: ['alice', 'bob'], groups: { team: ['alice', 'boob'] as never } }); // HERE groups
  expect((await errorAt('groups', groups)).message).toBe(
    'boob is no user of this scenario: did you mean "bob"?',
  );
  const users = lab({ users: ['alice', { bob: { onlin: false } as never }] }); // HERE users
  expect((await errorAt('users', users)).message).toContain('did you mean "online"?');
});

test('users and devices that there are not', async () => {
  await using bench = await lab({ users: ['alice', 'bob'] });
  expect(() => bench.user('bobb' as never)).toThrow('the lab has no user bobb: did you mean "bob"?');
  expect(() => bench.user('bob', 'pad')).toThrow('bob has no device pad: there is: phone');
});

test('types: what does not fit does not compile', async () => {
  await using bench = await lab({
    users: ['alice', { bob: { devices: ['phone', 'pad'] } }],
    groups: { team: ['alice', 'bob'] },
  });
  const [alice, bob] = bench.users('alice', 'bob');
  const refuse = async () => {
    // @ts-expect-error no such user
    bench.user('carol');
    // @ts-expect-error no such option
    await alice.invites('bob', { timout: 30 });
    // @ts-expect-error no such user
    await alice.invites('carol');
    const call = await alice.invites('bob', { data: { a: 1 }, timeout: '30s', 'online only': true, as: 'x' });
    // @ts-expect-error a time is a text
    await bob.receives(call, { within: 5 });
    // @ts-expect-error a code is a number
    await bob.accepts(call, { fails: '8010' });
    // @ts-expect-error no such member
    await lab({ users: ['alice'], groups: { team: ['bob'] } });
    // @ts-expect-error no such setting of a user
    await lab({ users: [{ alice: { offline: true } }] });
  };
  expect(refuse).toBeTypeOf('function');
});
