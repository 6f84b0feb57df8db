import { stringify } from 'yaml';
import { blankControls } from '../../text/printable.js';
import type { MakeReporter } from './reporter.js';

/** Each text on one line, with its control characters escaped. */
const QUOTED = { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 } as const;

/** Test Anything Protocol, version 14. */
export const tap: MakeReporter = ({ write }) => {
  let count = 0;
  write('TAP version 14');
  return {
    ended({ scenario, status, seed, failures }) {
      const name = blankControls(scenario.name).replace(/[\\#]/g, '\\$&').replace(/\s+/g, ' ');
      write(`${status === 'passed' ? 'ok' : 'not ok'} ${++count} - ${name}`);
      if (status === 'passed') return;
      write('  ---');
      const detail = stringify({ file: scenario.file, seed, failures }, QUOTED).trimEnd();
      for (const line of detail.split('\n')) write(`  ${line}`);
      write('  ...');
    },
    done() {
      write(`1..${count}`);
    },
  };
};
