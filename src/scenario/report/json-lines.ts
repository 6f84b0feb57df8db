import { safeJSON } from '../../text/printable.js';
import type { MakeReporter } from './reporter.js';

/** For programs: one line for each scenario. */
export const jsonLines: MakeReporter = ({ write }) => ({
  ended({ scenario, status, seed, failures, retries }) {
    const again = retries === undefined ? {} : { retries };
    write(
      safeJSON(
        JSON.stringify({ file: scenario.file, scenario: scenario.name, status, seed, failures, ...again }),
      ),
    );
  },
  done() {},
});
