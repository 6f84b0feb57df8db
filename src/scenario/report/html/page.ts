import { escapeXML } from '../../../text/xml.js';
import { formatDuration } from '../../format/duration.js';
import type { ScenarioResult } from '../../run.js';
import type { Summary } from '../reporter.js';
import { scenarioSection } from './scenario.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

export function page(results: readonly ScenarioResult[], summary: Summary): string {
  const { passed, failed } = summary;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${failed === 0 ? '✓' : '✗'} ${passed} passed, ${failed} failed</title>
<style>${STYLE}</style>
${head(results, summary)}
<main>
${[...byFile(results)].map(([file, own]) => fileSection(file, own, results)).join('\n')}
</main>
<script>${SCRIPT}</script>
</html>`;
}

function head(results: readonly ScenarioResult[], { passed, failed, tookMs }: Summary): string {
  const all = Math.max(1, passed + failed);
  const failures = results.flatMap((result, index) =>
    result.failures.map(
      ({ line, step }) =>
        `<li><a href="#s${index}">${escapeXML(result.scenario.name)}</a> <small>${escapeXML(result.scenario.file)}:${line}</small> <code>${escapeXML(step)}</code></li>`,
    ),
  );
  return `<header>
<h1>${failed === 0 ? 'All scenarios passed' : `${failed} of ${all} scenarios failed`}</h1>
<p><b class="passed">${passed} passed</b>${failed > 0 ? `, <b class="failed">${failed} failed</b>` : ''} in ${formatDuration(tookMs)}</p>
<div class="share" role="img" aria-label="${passed} of ${all} passed"><i class="good" style="width:${(passed / all) * 100}%"></i><i class="bad" style="width:${(failed / all) * 100}%"></i></div>
${failures.length > 0 ? `<ol class="failures">${failures.join('')}</ol>` : ''}
<nav hidden><input type="search" placeholder="Find a scenario" aria-label="Find a scenario">
<button type="button" data-show="all" aria-pressed="true">All ${passed + failed}</button><button type="button" data-show="failed">Failed ${failed}</button><button type="button" data-show="passed">Passed ${passed}</button>
<button type="button" data-open="true">Open all</button><button type="button" data-open="false">Close all</button></nav>
</header>`;
}

function byFile(results: readonly ScenarioResult[]): Map<string, ScenarioResult[]> {
  const files = new Map<string, ScenarioResult[]>();
  for (const result of results) {
    const own = files.get(result.scenario.file);
    if (own) own.push(result);
    else files.set(result.scenario.file, [result]);
  }
  return files;
}

function fileSection(file: string, own: readonly ScenarioResult[], all: readonly ScenarioResult[]): string {
  const sections = own.map((result) => scenarioSection(result, `s${all.indexOf(result)}`));
  return `<section class="file"><h2>${escapeXML(file)}</h2>\n${sections.join('\n')}\n</section>`;
}
