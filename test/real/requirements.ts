import { describe } from 'vitest';

/** Something of this machine that some tests need. */
export interface Requirement {
  /** Why it is not to be had here, and what to do; undefined where it is. */
  missing: string | undefined;
}

/** A suite that is skipped, with the reason in its name, where one of its requirements is missing. */
export function describeWith(
  requirements: Requirement | Requirement[],
  name: string,
  suite: () => void,
): void {
  const missing = [requirements].flat().flatMap((requirement) => requirement.missing ?? []);
  if (missing.length === 0) describe(name, suite);
  else describe.skip(`${name}: ${missing.join('; ')}`, suite);
}
