import { z } from 'zod';
import type { Bench } from '../bench/bench.js';
import { StepFailure } from '../bench/failure.js';
import type { Seat } from '../bench/seat.js';
import { formatDuration } from '../format/duration.js';
import { deed } from './define.js';
import { describe } from './heard.js';
import { duration } from './options.js';

export const after = deed({
  say: ['after'],
  about: 'lets time pass',
  options: { time: duration },
  bare: 'time',
  run: (bench, _words, { time }) => bench.pump.pass(time),
});

export const nothingElse = deed({
  say: ['nothing else happens', 'nothing else happens for'],
  about: 'lets time pass; nothing that no step expects may have come to any device by then',
  options: { for: duration.optional().describe('0s if left out') },
  bare: 'for',
  run: (bench, _words, options) => quiet(bench, bench.seats, options.for ?? 0, 'anybody'),
});

export const nothingElseFor = deed({
  say: ['nothing else happens to {who:device}', 'nothing else happens to {who:device} for'],
  about: 'the same for one user or device',
  options: { for: duration.optional().describe('0s if left out') },
  bare: 'for',
  run: (bench, { who }, options) => quiet(bench, bench.devices(who), options.for ?? 0, who.user),
});

export async function quiet(bench: Bench, seats: readonly Seat[], ms: number, whom: string): Promise<void> {
  await bench.pump.pass(ms);
  const seen = seats.flatMap((seat) =>
    seat.heard.filter((each) => !each.claimed && !each.quiet).map((each) => describe(bench, seat, each)),
  );
  if (seen.length === 0) return;
  const time = ms > 0 ? ` for ${formatDuration(ms)}` : '';
  throw new StepFailure(`nothing else happens to ${whom}${time}`, seen.join('\n'));
}

export const remember = deed({
  say: ['remember'],
  about: 'names for values; <name> stands for the value from here on',
  options: { values: z.record(z.string(), z.unknown()) },
  bare: 'values',
  run(bench, _words, { values }) {
    for (const [name, value] of Object.entries(values)) bench.kept.set(name, value);
  },
});
