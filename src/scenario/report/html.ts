import { firstCustom } from '../../im/elements.js';
import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import { actionName } from '../../signaling/action.js';
import { dialects } from '../../signaling/dialects/index.js';
import { signalOf } from '../../signaling/read-wire.js';
import type { TraceEvent } from '../../trace/event.js';
import { sequenceSVG } from '../../trace/sequence-svg.js';
import { formatDuration } from '../format/duration.js';
import { parseJSON } from '../match/match.js';
import type { ScenarioResult } from '../run.js';
import { diagramOf } from './diagram.js';
import type { MakeReporter, Summary } from './reporter.js';

/** One page that needs nothing else: a sequence diagram for each scenario, and its messages with their signals decoded. */
export const html: MakeReporter = ({ write }) => {
  const results: ScenarioResult[] = [];
  return {
    ended(result) {
      results.push(result);
    },
    done(summary) {
      write(page(results, summary));
    },
  };
};

function page(results: readonly ScenarioResult[], { passed, failed, tookMs }: Summary): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${failed === 0 ? '✓' : '✗'} ${passed} passed, ${failed} failed</title>
<style>${STYLE}</style>
<header><h1>Scenarios</h1><p><b class="passed">${passed} passed</b>${failed > 0 ? `, <b class="failed">${failed} failed</b>` : ''} in ${formatDuration(tookMs)}</p></header>
<main>
${results.map(section).join('\n')}
</main>
</html>`;
}

function section(result: ScenarioResult): string {
  const { scenario, status, seed, failures, tookMs } = result;
  const messages = result.events.flatMap((event) => message(event, result.startedAt));
  return `<details class="scenario ${status}"${status === 'failed' ? ' open' : ''}>
<summary><span class="mark">${status === 'passed' ? '✓' : '✗'}</span> ${text(scenario.name)} <small>${text(scenario.file)}:${scenario.line} · seed ${seed} · ${formatDuration(tookMs)} of its time</small></summary>
${failures.map(({ line, step, expected, seen }) => `<table class="failure"><caption>line ${line}: <code>${text(step)}</code></caption><tr><th>expected<th>seen<tr><td><pre>${text(expected)}</pre><td><pre>${text(seen)}</pre></table>`).join('\n')}
<figure>${sequenceSVG(diagramOf(result))}</figure>
<section class="messages"><h2>Messages</h2>
${messages.join('\n') || '<p>none</p>'}
</section>
</details>`;
}

/** A message as the hub took it, to be opened: the signal in it, and the whole. */
function message(event: TraceEvent, startedAt: number): string[] {
  if (event.kind !== 'message' && event.kind !== 'modified') return [];
  const { message: wire } = event;
  const to = isGroupMessage(wire) ? `group ${wire.GroupId}` : wire.To_Account;
  const changed =
    event.kind === 'modified'
      ? event.recalled
        ? ' (recalled)'
        : ' (modified)'
      : event.stored
        ? ''
        : ' (online only)';
  return [
    `<details class="message"><summary><time>${formatDuration(event.at - startedAt)}</time> ${text(wire.From_Account)} → ${text(to)}: <b>${text(subject(wire))}</b>${changed}</summary>
${decoded(wire)}<h3>Message</h3><pre>${text(JSON.stringify(wire, null, 2))}</pre></details>`,
  ];
}

function signal(wire: WireMessage) {
  return signalOf(dialects.native, wire.MsgBody, wire.CloudCustomData);
}

function subject(wire: WireMessage): string {
  const info = signal(wire);
  if (info) return `${actionName(info.actionType) ?? 'signal'} ${info.inviteID.slice(0, 8)}`;
  return wire.MsgBody[0]?.MsgType ?? 'message';
}

function decoded(wire: WireMessage): string {
  const info = signal(wire);
  const custom = firstCustom(wire.MsgBody);
  if (!info) return custom ? `<h3>Data</h3><pre>${text(custom.data)}</pre>` : '';
  const data = parseJSON(info.data);
  const shown = { action: actionName(info.actionType), ...info, data: data ?? info.data };
  return `<h3>Signal</h3><pre>${text(JSON.stringify(shown, null, 2))}</pre>`;
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1f2328; --dim: #59636e; --line: #d1d9e0; --soft: #f6f8fa; --good: #1a7f37; --bad: #cf222e; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --dim: #9198a1; --line: #3d444d; --soft: #161b22; --good: #3fb950; --bad: #f85149; } }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--bg); color: var(--fg); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; } h3 { font-size: .9rem; margin: .6rem 0 .2rem; }
summary { cursor: pointer; } small, time { color: var(--dim); } time { display: inline-block; min-width: 5rem; font-variant-numeric: tabular-nums; }
.passed > summary .mark, b.passed { color: var(--good); } .failed > summary .mark, b.failed { color: var(--bad); }
.scenario { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .8rem; margin: .6rem 0; }
.message { border-top: 1px solid var(--line); padding: .25rem 0; }
figure { margin: .8rem 0; overflow-x: auto; } pre { background: var(--soft); padding: .5rem; border-radius: 6px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
table.failure { border-collapse: collapse; width: 100%; margin: .8rem 0; } .failure th, .failure td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; width: 50%; } caption { text-align: left; color: var(--bad); font-weight: 600; }
`;
