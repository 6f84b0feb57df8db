import type { ChalkInstance } from 'chalk';
import type { ScenarioResult } from '../run.js';

/** What a reporter prints to. */
export interface ReportOutput {
  /** A line, without its end. */
  write(line: string): void;
  paint: ChalkInstance;
  columns: number;
  /** The folder from which GitHub counts paths. */
  workspace?: string;
  /** Adds Markdown to the summary that GitHub shows of a step; absent elsewhere. */
  summarize?(markdown: string): void;
}

/** Real time. */
export interface Timing {
  /** Unix ms. */
  startedAt: number;
  /** Milliseconds. */
  tookMs: number;
}

export interface Summary extends Timing {
  passed: number;
  failed: number;
}

/** Tells how scenarios went. A file for each, listed in reporters.ts. */
export interface Reporter {
  /** One scenario has ended. */
  ended(result: ScenarioResult, timing: Timing): void;
  /** All have. */
  done(summary: Summary): void;
}

export type MakeReporter = (output: ReportOutput) => Reporter;
