import { expect, test } from 'vitest';
import type { MethodName, MethodParams } from '../../../src/gateway/control/protocol.js';
import { currentCause, withCause } from '../../../src/runtime/cause.js';
import { realClock } from '../../../src/runtime/real-clock.js';
import type { TraceEvent } from '../../../src/trace/event.js';
import { inviteIDOf } from '../../../src/trace/invite-id.js';
import { Bench } from '../../cli/bench.js';

/** Starts calls at the same moment. @returns the events that each was told of */
async function together(
  bench: Bench,
  ...calls: { [Name in MethodName]: [Name, MethodParams<Name>] }[MethodName][]
): Promise<TraceEvent[][]> {
  const told = calls.map((): TraceEvent[] => []);
  await bench.until(
    Promise.all(
      calls.map(([name, params], index) =>
        bench.client.call(name, params as never, { event: (event) => told[index]!.push(event) }),
      ),
    ),
  );
  return told;
}

const invite = (invitee: string): ['invite', MethodParams<'invite'>] => [
  'invite',
  { inviter: 'alice', invitee, data: '', timeout: 30 },
];

test('of calls that run at once each is told of its own doing only', async () => {
  const bench = await Bench.open();
  await bench.ok('user login alice bob carol');
  const [bobs, carols] = await together(bench, invite('bob'), invite('carol'));
  for (const [events, invitee] of [
    [bobs!, 'bob'],
    [carols!, 'carol'],
  ] as const) {
    expect(new Set(events.map(inviteIDOf)).size).toBe(1);
    expect(new Set(events.map(({ cause }) => cause)).size).toBe(1);
    expect(events.map(({ kind, user }) => `${kind} ${user}`)).toEqual([
      'call alice',
      'message alice',
      `event ${invitee}`,
      'result alice',
    ]);
  }
  expect(bobs![0]!.cause).not.toBe(carols![0]!.cause);
});

test('a log-in is told what it was told of; what else happens meanwhile is not its doing', async () => {
  const bench = await Bench.open();
  await bench.ok('user login alice bob');
  await bench.ok('user logout bob');
  await bench.ok('invite alice bob');
  const [login] = await together(bench, ['login', { users: ['bob'] }], invite('carol'));
  expect(login!.map(({ kind, user }) => `${kind} ${user}`)).toEqual(['login bob', 'event bob']);
});

test('what time sets off later is nobody’s doing, and says so by having no cause', async () => {
  const bench = await Bench.open();
  const events: TraceEvent[] = [];
  bench.runtime.trace.subscribe((event) => events.push(event));
  await bench.ok('invite alice bob --timeout 5');
  const before = events.length;
  await bench.clock.advance(10_000);
  const later = events.slice(before);
  expect(later.map((event) => event.kind)).toContain('message');
  expect(later.filter((event) => 'cause' in event)).toEqual([]);
});

test('the same calls have the same causes in every run', async () => {
  const traces: string[] = [];
  for (let run = 0; run < 2; run++) {
    const bench = await Bench.open();
    const events: TraceEvent[] = [];
    bench.runtime.trace.subscribe((event) => events.push(event), { frames: true });
    await together(bench, invite('bob'), invite('carol'), ['login', { users: ['dave'] }]);
    await bench.clock.advance(60_000);
    traces.push(events.map((event) => JSON.stringify(event)).join('\n'));
  }
  expect(traces[0]).toBe(traces[1]);
});

test('a timer of the real clock is not the doing of the call that set it', async () => {
  const found: unknown[] = [];
  await withCause(7, async () => {
    await new Promise<void>((resolve) => {
      for (const ms of [0, 1]) {
        realClock.setTimer(ms, () => {
          found.push(currentCause());
          if (found.length === 2) resolve();
        });
      }
    });
    found.push(currentCause());
  });
  expect(found).toEqual([undefined, undefined, 7]);
});
