import type { ScenarioResult } from '../run.js';
import { page } from './html/page.js';
import type { MakeReporter } from './reporter.js';

/** One page that needs nothing else: a sequence diagram for each scenario, and its messages with their signals decoded. */
export const html: MakeReporter = ({ write }) => {
  const results: ScenarioResult[] = [];
  return {
    ended(result) {
      results.push(result);
    },
    done(summary) {
      write(page(results, summary));
    },
  };
};
