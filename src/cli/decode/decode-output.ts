import type { DecodedLine, Level } from '../../decode/line.js';
import { lineText } from '../../decode/line-text.js';
import { Redactor } from '../../decode/redact.js';
import { DecodedPage, type DecodedPageOptions } from '../print/decoded.js';

export interface OutputOptions extends DecodedPageOptions {
  json: boolean;
  onlySignals: boolean;
  redact: boolean;
}

/** What was put out, for the line at the end and the exit code. */
export interface OutputCounts {
  shown: number;
  signals: number;
  found: Record<Level, number>;
}

/** Turns decoded messages into lines of text, and counts. */
export class DecodeOutput {
  readonly counts: OutputCounts = { shown: 0, signals: 0, found: { info: 0, warning: 0, error: 0 } };
  #options: OutputOptions;
  #redactor: Redactor | undefined;
  #page: DecodedPage;

  constructor(options: OutputOptions) {
    this.#options = options;
    this.#redactor = options.redact ? new Redactor() : undefined;
    this.#page = new DecodedPage(options);
  }

  /** @returns the text of a message, lines parted by line ends; undefined where it is left out */
  text(line: DecodedLine): string | undefined {
    const { counts } = this;
    if (isSignal(line)) counts.signals++;
    else if (this.#options.onlySignals) return undefined;
    for (const { level } of line.findings) counts.found[level]++;
    counts.shown++;
    const shown = this.#redactor?.line(line) ?? line;
    return this.#options.json ? lineText(shown) : this.#page.lines(shown).join('\n');
  }
}

/** Whether an SDK takes it for a signal or fails on it, or one has handed it to its app. */
function isSignal({ verdicts, info }: DecodedLine): boolean {
  const { native, web, tsignaling } = verdicts;
  return info !== null || native.signal !== false || web.signal !== false || tsignaling.signal !== false;
}

export function addOutput(to: OutputCounts, from: OutputCounts): void {
  to.shown += from.shown;
  to.signals += from.signals;
  for (const level of ['info', 'warning', 'error'] as const) to.found[level] += from.found[level];
}
