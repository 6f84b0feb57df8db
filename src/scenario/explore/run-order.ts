import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { Bench } from '../bench/bench.js';
import type { Scenario } from '../plan.js';
import { Player } from '../play.js';
import { exploredBlock } from './explored-block.js';
import { judge } from './judge.js';
import { Order } from './order.js';
import type { Chooser, OrderBounds, OrderRun } from './order-run.js';

/** Plays a scenario up to its parallel block, then what is in it in the order that the chooser says, then the rest. */
export async function runOrder(scenario: Scenario, bounds: OrderBounds, choose: Chooser): Promise<OrderRun> {
  const at = exploredBlock(scenario);
  const bench = await Bench.open(scenario.bench, { seed: bounds.seed });
  try {
    const player = new Player(bench);
    await player.play(scenario.steps.slice(0, at));
    const [failure] = player.failures;
    if (failure) {
      throw new SigError(
        USAGE,
        `${scenario.file}:${failure.line}: ${failure.step} fails before the parallel block: ${failure.seen}`,
        'let sig run pass first',
      );
    }
    const order = new Order(bench, player, bounds, choose);
    const pruned = !(await order.play(scenario.steps.slice(at)));
    return {
      picks: order.picks,
      ...judge(bench, player.failures[0] ?? (bounds.strict ? order.unmet[0] : undefined), order.failed),
      asExpected: order.unmet.length === 0,
      events: bench.events.slice(),
      names: new Map([...bench.invitations].map(([name, id]) => [id, name])),
      startedAt: bench.startedAt,
      pruned,
      script: order.script,
    };
  } finally {
    bench.close();
  }
}
