import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Scenario } from '../plan.js';
import { Player } from '../play.js';
import { Testbed } from '../testbed/testbed.js';
import { exploredBlock } from './explored-block.js';
import { Interleaving } from './interleaving.js';
import type { InterleavingBounds, InterleavingResult, SchedulingPolicy } from './interleaving-result.js';
import { judge } from './judge.js';

/** Plays a scenario up to its parallel block, then what is in it in the order that the chooser says, then the rest. */
export async function playInterleaving(
  scenario: Scenario,
  bounds: InterleavingBounds,
  choose: SchedulingPolicy,
): Promise<InterleavingResult> {
  const at = exploredBlock(scenario);
  const testbed = await Testbed.open(scenario.testbed, { seed: bounds.seed });
  try {
    const player = new Player(testbed);
    player.watch(scenario.invariants);
    await player.play(scenario.steps.slice(0, at));
    const [failure] = player.failures;
    if (failure) {
      throw new SigError(
        USAGE,
        `${scenario.file}:${failure.line}: ${failure.step} fails before the parallel block: ${failure.seen}`,
        'let sig run pass first',
      );
    }
    const order = new Interleaving(testbed, player, bounds, choose);
    const pruned = !(await order.play(scenario.steps.slice(at)));
    return {
      picks: order.picks,
      ...judge(testbed, player, order.failed, bounds.strict ? order.unmet[0] : undefined),
      asExpected: order.unmet.length === 0,
      events: testbed.events.slice(),
      names: new Map([...testbed.invitations].map(([name, id]) => [id, name])),
      startedAt: testbed.startedAt,
      pruned,
      script: order.script,
    };
  } finally {
    testbed.close();
  }
}
