import { isAbsolute, relative, resolve, sep } from 'node:path';
import { blankControls } from '../../text/printable.js';
import type { ScenarioResult } from '../run.js';
import type { MakeReporter, Summary } from './reporter.js';

/** Annotations that GitHub shows at the line of the file, and a summary of the step. */
export const github: MakeReporter = ({ write, workspace, summarize }) => {
  const results: ScenarioResult[] = [];
  return {
    ended(result) {
      results.push(result);
      const { scenario, failures, seed } = result;
      for (const { line, step, expected, seen } of failures) {
        const text = `${step}\nexpected: ${expected}\nseen: ${seen}\nseed: ${seed}`;
        const file = inWorkspace(scenario.file, workspace);
        write(`::error file=${property(file)},line=${line},title=${property(scenario.name)}::${data(text)}`);
      }
    },
    done(summary) {
      write(`${summary.passed} passed, ${summary.failed} failed`);
      summarize?.(stepSummary(results, summary, workspace));
    },
  };
};

/** GitHub knows files by their path from the workspace; one outside of it keeps its own. */
function inWorkspace(file: string, workspace: string | undefined): string {
  if (workspace === undefined) return file;
  const path = relative(resolve(workspace), resolve(file));
  return path.startsWith('..') || isAbsolute(path) ? file : path.split(sep).join('/');
}

/** Markdown: the counts, and what failed. */
function stepSummary(
  results: readonly ScenarioResult[],
  { passed, failed, tookMs }: Summary,
  workspace: string | undefined,
): string {
  const failures = results.flatMap(({ scenario, failures, seed }) =>
    failures.map(({ line, step, expected, seen }) =>
      [
        `| ${cell(scenario.name)} | ${cell(`${inWorkspace(scenario.file, workspace)}:${line}`)}`,
        `${cell(step)} | ${cell(expected)} | ${cell(seen)} | ${seed} |`,
      ].join(' | '),
    ),
  );
  return [
    `### ${failed === 0 ? '✅' : '❌'} sig: ${passed} passed, ${failed} failed in ${tookMs / 1000} s`,
    '',
    ...(failures.length === 0
      ? []
      : ['| scenario | where | step | expected | seen | seed |', '| --- | --- | --- | --- | --- | --- |']),
    ...failures,
    '',
    '',
  ].join('\n');
}

/** A text in a table of Markdown, as it stands. */
function cell(text: string): string {
  const lines = text.split('\n').map((line) => blankControls(line).trim());
  return lines.join(' ↵ ').replace(/[\\`*_{}[\]<>#|~&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

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
