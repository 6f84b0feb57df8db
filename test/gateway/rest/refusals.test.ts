import { expect, test } from 'vitest';
import { Refusals } from '../../../src/gateway/rest/refusals.js';
import { World } from '../../hub/world.js';

test('a flood of refused calls is told of in ten lines a second, and how many more there were', async () => {
  const world = new World();
  const refusals = new Refusals(world.hub);
  const notes = () => world.events.map((event) => (event.kind === 'note' ? event.text : ''));
  for (let i = 1; i <= 25; i++) refusals.note(`call ${i}`);
  expect(notes()).toEqual(Array.from({ length: 10 }, (_, i) => `call ${i + 1}`));
  await world.clock.advance(1000);
  refusals.note('call 26');
  expect(notes().slice(10)).toEqual(['15 more REST calls were refused', 'call 26']);
});
