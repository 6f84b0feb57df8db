import { expect, test } from 'vitest';
import { LimitedLog } from '../../src/gateway/limited-log.js';
import { World } from '../hub/world.js';

test('a flood of lines is told of in ten lines a second, and how many more there were', async () => {
  const world = new World();
  const log = new LimitedLog(world.hub, 'more REST calls were refused');
  const notes = () => world.events.map((event) => (event.kind === 'note' ? event.text : ''));
  for (let i = 1; i <= 25; i++) log.note(`call ${i}`);
  expect(notes()).toEqual(Array.from({ length: 10 }, (_, i) => `call ${i + 1}`));
  await world.clock.advance(1000);
  log.note('call 26');
  expect(notes().slice(10)).toEqual(['15 more REST calls were refused', 'call 26']);
});
