import { fitText, textWidth } from '../text/width.js';
import { escapeXML } from '../text/xml.js';
import { type MessageStep, type NoteStep, positions, type Sequence, timeLabel } from './sequence.js';

const CHARACTER = 7.2;
const ROW = 34;
const HEAD = 58;
const TIME = 76;

const STYLE = `
  .sig-seq { font: 13px ui-sans-serif, system-ui, sans-serif; color: #1f2328; background: #fff; }
  .sig-seq { --paper: #fff; }
  .sig-seq text { fill: currentColor; }
  .sig-seq .step > text { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
  .sig-seq .life { stroke: #8c959f; stroke-dasharray: 4 4; }
  .sig-seq .name rect { fill: #f6f8fa; stroke: #8c959f; }
  .sig-seq .time { fill: #656d76; font-size: 11px; }
  .sig-seq .note rect { fill: #fff8c5; stroke: #d4a72c; }
  .sig-seq .bad .note rect { fill: #ffebe9; stroke: #cf222e; }
  .sig-seq .step { --tone: #57606a; }
  .sig-seq .arrow { stroke: var(--tone); stroke-width: 1.6; fill: none; }
  .sig-seq .head { fill: var(--tone); stroke: none; }
  .sig-seq .cross { stroke: var(--tone); stroke-width: 2; }
  .sig-seq .invite { --tone: #0969da; } .sig-seq .accept { --tone: #1a7f37; }
  .sig-seq .reject { --tone: #cf222e; } .sig-seq .cancel { --tone: #9a6700; }
  .sig-seq .timeout { --tone: #8250df; } .sig-seq .modify { --tone: #1b7c83; } .sig-seq .bad { --tone: #cf222e; }
  @media (prefers-color-scheme: dark) {
    .sig-seq { --paper: #0d1117; color: #e6edf3; background: #0d1117; }
    .sig-seq .name rect { fill: #161b22; stroke: #6e7681; } .sig-seq .life { stroke: #6e7681; }
    .sig-seq .time { fill: #8d96a0; } .sig-seq .note rect { fill: #2b2411; stroke: #9e6a03; }
    .sig-seq .bad .note rect { fill: #2d1214; stroke: #f85149; }
    .sig-seq .step { --tone: #8d96a0; }
    .sig-seq .invite { --tone: #4493f8; } .sig-seq .accept { --tone: #3fb950; }
    .sig-seq .reject { --tone: #f85149; } .sig-seq .cancel { --tone: #d29922; }
    .sig-seq .timeout { --tone: #ab7df8; } .sig-seq .modify { --tone: #39c5cf; } .sig-seq .bad { --tone: #f85149; }
  }`;

/** The diagram as one SVG element, readable in light and dark; a step's detail is its tooltip. */
export function sequenceSVG(sequence: Sequence): string {
  const index = positions(sequence);
  const labels = sequence.participants.map((each) => fitText(each.label ?? each.id, 32));
  const gap = spacing(sequence, index, labels);
  const left = TIME + Math.max(60, ((labels[0] ? textWidth(labels[0]) : 0) * CHARACTER) / 2 + 16);
  const x = (id: string) => left + index.get(id)! * gap;
  const drawn = sequence.steps.filter((step) =>
    step.kind === 'message'
      ? index.has(step.from) && index.has(step.to)
      : step.over.some((id) => index.has(id)),
  );
  const right = Math.max(
    ...drawn.map((step) => reach(step, index, x)),
    left + (labels.length - 1) * gap + 80,
  );
  const top = sequence.title ? 34 : 8;
  const height = top + HEAD + drawn.length * ROW + 16;
  const parts: string[] = [];
  if (sequence.title) parts.push(`<text x="12" y="22" font-weight="600">${escapeXML(sequence.title)}</text>`);
  sequence.participants.forEach(({ id }, at) => {
    const width = textWidth(labels[at]!) * CHARACTER + 24;
    parts.push(
      `<line class="life" x1="${x(id)}" y1="${top + 30}" x2="${x(id)}" y2="${height - 8}"/>`,
      `<g class="name"><rect x="${x(id) - width / 2}" y="${top}" width="${width}" height="28" rx="5"/>`,
      `<text x="${x(id)}" y="${top + 19}" text-anchor="middle">${escapeXML(labels[at]!)}</text></g>`,
    );
  });
  drawn.forEach((step, row) => {
    const y = top + HEAD + row * ROW;
    const detail = step.detail ? `<title>${escapeXML(step.detail)}</title>` : '';
    parts.push(`<g class="step ${step.tone ?? 'plain'}">${detail}`);
    if (step.at !== undefined)
      parts.push(`<text class="time" x="8" y="${y + 4}">${timeLabel(step.at)}</text>`);
    parts.push(step.kind === 'message' ? message(step, y, x) : note(step, y, index, x), '</g>');
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="sig-seq" role="img" viewBox="0 0 ${Math.ceil(right)} ${height}" ` +
    `width="${Math.ceil(right)}" height="${height}"><style>${STYLE}</style>${parts.join('')}</svg>\n`
  );
}

function spacing(sequence: Sequence, index: Map<string, number>, labels: string[]): number {
  let gap = 140;
  for (const label of labels) gap = Math.max(gap, textWidth(label) * CHARACTER + 40);
  for (const step of sequence.steps) {
    if (step.kind !== 'message') continue;
    const span = Math.abs((index.get(step.from) ?? 0) - (index.get(step.to) ?? 0));
    if (span > 0) gap = Math.max(gap, Math.min(420, (textWidth(step.label) * CHARACTER + 30) / span));
  }
  return Math.ceil(gap);
}

/** How far right a step's drawing reaches. */
function reach(step: MessageStep | NoteStep, index: Map<string, number>, x: (id: string) => number): number {
  const length = textWidth(step.label) * CHARACTER;
  if (step.kind === 'message') {
    if (step.from === step.to) return x(step.from) + length + 60;
    return (x(step.from) + x(step.to)) / 2 + length / 2 + 16;
  }
  const over = step.over.filter((id) => index.has(id)).map(x);
  return Math.max((Math.min(...over) + Math.max(...over)) / 2, TIME + length / 2) + length / 2 + 24;
}

function message(step: MessageStep, y: number, x: (id: string) => number): string {
  const [from, to] = [x(step.from), x(step.to)];
  const label = escapeXML(step.label);
  if (from === to) {
    return (
      `<path class="arrow" d="M${from} ${y - 6} h22 v12 h-16"/>` +
      `<path class="head" d="M${from + 2} ${y + 6} l8 -4 v8 z"/>` +
      `<text x="${from + 30}" y="${y + 4}">${label}</text>`
    );
  }
  const way = to > from ? 1 : -1;
  const tip = step.lost ? (from + to) / 2 + way * 20 : to - way * 2;
  const head = step.lost
    ? `<path class="cross" d="M${tip - 5} ${y - 5} l10 10 m0 -10 l-10 10"/>`
    : `<path class="head" d="M${tip} ${y} l${-9 * way} -5 v10 z"/>`;
  return (
    `<line class="arrow" x1="${from}" y1="${y}" x2="${tip - (step.lost ? 0 : 8 * way)}" y2="${y}"/>${head}` +
    `<text x="${(from + to) / 2}" y="${y - 6}" text-anchor="middle">${label}</text>`
  );
}

function note(step: NoteStep, y: number, index: Map<string, number>, x: (id: string) => number): string {
  const over = step.over.filter((id) => index.has(id)).map(x);
  const width = Math.max(textWidth(step.label) * CHARACTER + 20, Math.max(...over) - Math.min(...over) + 40);
  const centre = (Math.min(...over) + Math.max(...over)) / 2;
  // Not over the times on the left.
  const middle = Math.round(Math.max(centre, TIME + width / 2));
  return (
    `<g class="note"><rect x="${middle - width / 2}" y="${y - 12}" width="${width}" height="22" rx="3"/>` +
    `<text x="${middle}" y="${y + 4}" text-anchor="middle">${escapeXML(step.label)}</text></g>`
  );
}
