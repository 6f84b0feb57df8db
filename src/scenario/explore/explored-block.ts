import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { PlannedBlock, PlannedStep, Scenario } from '../plan.js';

/** Index of the first block whose orders are tried. */
export function exploredBlock(scenario: Scenario): number {
  const index = scenario.steps.findIndex(isParallel);
  if (index >= 0) return index;
  throw new SigError(
    USAGE,
    `${scenario.file}:${scenario.line}: nothing in "${scenario.name}" happens at the same time`,
    'put the steps whose orders are to be tried under "at the same time:"',
  );
}

export function isParallel(step: PlannedStep): step is PlannedBlock {
  return step.kind === 'block' && step.order === 'together';
}
