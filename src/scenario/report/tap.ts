import { stringify } from 'yaml';
import type { MakeReporter } from './reporter.js';

/** Test Anything Protocol, version 14. */
export const tap: MakeReporter = ({ write }) => {
  let count = 0;
  write('TAP version 14');
  return {
    ended({ scenario, status, seed, failures }) {
      const name = scenario.name.replace(/[\\#]/g, '\\$&').replace(/\s+/g, ' ');
      write(`${status === 'passed' ? 'ok' : 'not ok'} ${++count} - ${name}`);
      if (status === 'passed') return;
      write('  ---');
      const detail = stringify({ file: scenario.file, seed, failures }).trimEnd();
      for (const line of detail.split('\n')) write(`  ${line}`);
      write('  ...');
    },
    done() {
      write(`1..${count}`);
    },
  };
};
