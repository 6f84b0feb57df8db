import { blankControls } from '../../text/printable.js';
import type { MakeReporter } from './reporter.js';

/** Annotations that GitHub shows at the line of the file. */
export const github: MakeReporter = ({ write }) => ({
  ended({ scenario, failures, seed }) {
    for (const { line, step, expected, seen } of failures) {
      const text = `${step}\nexpected: ${expected}\nseen: ${seen}\nseed: ${seed}`;
      write(
        `::error file=${property(scenario.file)},line=${line},title=${property(scenario.name)}::${data(text)}`,
      );
    }
  },
  done({ passed, failed }) {
    write(`${passed} passed, ${failed} failed`);
  },
});

function data(text: string): string {
  return withoutControls(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** Line ends are kept: they are escaped as the command wants it. */
function withoutControls(text: string): string {
  return text.split('\n').map(blankControls).join('\n');
}
