import { expect, test } from 'vitest';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';

test('timers run in order of time, then of setting, each at its own moment', async () => {
  const clock = new VirtualClock(1000);
  const seen: string[] = [];
  const note = (name: string) => () => seen.push(`${name}@${clock.now()}`);
  clock.setTimer(30, note('c'));
  clock.setTimer(10, note('a'));
  clock.setTimer(10, note('b'));
  await clock.advance(20);
  expect(seen).toEqual(['a@1010', 'b@1010']);
  expect(clock.now()).toBe(1020);
  await clock.advance(24 * 3600_000);
  expect(seen).toEqual(['a@1010', 'b@1010', 'c@1030']);
});

test('promise work started by a timer runs out before the next timer', async () => {
  const clock = new VirtualClock(0);
  const seen: string[] = [];
  clock.setTimer(1, () => {
    void Promise.resolve()
      .then(() => undefined)
      .then(() => {
        seen.push('promise');
        clock.setTimer(0, () => seen.push('set inside'));
      });
  });
  clock.setTimer(2, () => seen.push('later'));
  await clock.advance(2);
  expect(seen).toEqual(['promise', 'set inside', 'later']);
});

test('a cancelled timer does not run', async () => {
  const clock = new VirtualClock(0);
  let ran = false;
  const cancel = clock.setTimer(1, () => {
    ran = true;
  });
  cancel();
  expect(clock.nextTimerAt()).toBeUndefined();
  await clock.advance(5);
  expect(ran).toBe(false);
});
