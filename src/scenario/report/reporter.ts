import type { ChalkInstance } from 'chalk';
import type { ScenarioResult } from '../run.js';

/** What a reporter prints to. */
export interface ReportOutput {
  /** A line, without its end. */
  write(line: string): void;
  paint: ChalkInstance;
  columns: number;
}

export interface Summary {
  passed: number;
  failed: number;
  /** Real time, in milliseconds. */
  tookMs: number;
}

/** Tells how scenarios went. A file for each, listed in reporters.ts. */
export interface Reporter {
  /** One scenario has ended; `tookMs` is real time. */
  ended(result: ScenarioResult, tookMs: number): void;
  /** All have. */
  done(summary: Summary): void;
}

export type MakeReporter = (output: ReportOutput) => Reporter;
