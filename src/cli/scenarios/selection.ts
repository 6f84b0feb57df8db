import { InvalidArgumentError } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Scenario } from '../../scenario/plan.js';

/** Which part of all scenarios a machine runs: the first of four is `{ index: 1, of: 4 }`. */
export interface Shard {
  index: number;
  of: number;
}

/** Scenarios whose name or tag matches. @throws SigError when there is none */
export function matching<Each extends Scenario>(
  scenarios: readonly Each[],
  grep: RegExp | undefined,
): Each[] {
  if (!grep) return [...scenarios];
  const chosen = scenarios.filter(({ name, tags }) => grep.test(name) || tags.some((tag) => grep.test(tag)));
  if (chosen.length > 0) return chosen;
  throw new SigError(USAGE, `no scenario matches ${grep.source}`, 'without --grep all of them are taken');
}

/** Every so manieth scenario: the parts differ by one at most, and each scenario is in one of them. */
export function shardOf<Each>(scenarios: readonly Each[], { index, of }: Shard): Each[] {
  return scenarios.filter((_, at) => at % of === index - 1);
}

export function parseShard(text: string): Shard {
  const found = /^(\d+)\/(\d+)$/.exec(text);
  const [index, of] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || index < 1 || index > of) throw new InvalidArgumentError('write which part of how many: 1/4');
  return { index, of };
}

export function parseRegex(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch (thrown) {
    throw new InvalidArgumentError((thrown as Error).message);
  }
}

export function parseWholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number from 0 up');
  return Number(text);
}
