import { escapeXML } from '../../../text/xml.js';
import { sequenceSVG } from '../../../trace/sequence-svg.js';
import { formatDuration } from '../../format/duration.js';
import type { Scenario } from '../../plan.js';
import type { Failure } from '../../play.js';
import type { ScenarioResult } from '../../run.js';
import { diagramOf } from '../diagram.js';
import { message } from './message.js';

/** One scenario, to be opened: what failed, its diagram, its messages, and its text. */
export function scenarioSection(result: ScenarioResult, id: string): string {
  const { scenario, status, seed, failures, tookMs } = result;
  const names = new Map([...result.invitations].map(([name, inviteID]) => [inviteID, name]));
  const messages = result.events.flatMap((event) =>
    message(event, result.startedAt, (inviteID) => names.get(inviteID) ?? inviteID.slice(0, 8)),
  );
  return `<details class="scenario ${status}" id="${id}"${status === 'failed' ? ' open' : ''}>
<summary><span class="mark">${status === 'passed' ? '✓' : '✗'}</span><span class="name">${escapeXML(scenario.name)}</span><small>line ${scenario.line} · seed ${seed} · ${formatDuration(tookMs)} simulated</small></summary>
${failures.map(failureTable).join('\n')}
<figure>${sequenceSVG(untitled(result))}</figure>
<section class="messages"><h3>Messages</h3>
${messages.join('\n') || '<p>none</p>'}
</section>
${sourceOf(scenario, failures)}
</details>`;
}

/** The page says what the diagram is of. */
function untitled(result: ScenarioResult) {
  const { title: _, ...sequence } = diagramOf(result);
  return sequence;
}

function failureTable({ line, step, expected, seen }: Failure): string {
  return `<table class="failure"><caption>line ${line}: <code>${escapeXML(step)}</code></caption>
<tr><th>expected<th>seen<tr><td><pre>${escapeXML(expected)}</pre><td><pre>${escapeXML(seen)}</pre></table>`;
}

/** The scenario as it stands in its file, with the lines marked that failed. */
function sourceOf({ steps, line }: Scenario, failures: readonly Failure[]): string {
  const [first] = steps;
  if (!first) return '';
  const lines = first.span.source.text.split('\n');
  const end = lines.findIndex((each, index) => index >= line && each.startsWith('---'));
  const own = lines.slice(line - 1, end < 0 ? undefined : end);
  while (own.at(-1)?.trim() === '') own.pop();
  const failed = new Set(failures.map((failure) => failure.line));
  const rows = own.map((each, index) => {
    const mark = failed.has(line + index) ? ' class="failed"' : '';
    return `<li${mark} value="${line + index}"><code>${escapeXML(each) || ' '}</code></li>`;
  });
  return `<details class="source"><summary>Scenario</summary><ol>${rows.join('')}</ol></details>`;
}
