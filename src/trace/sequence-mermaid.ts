import { positions, type Sequence, timeLabel } from './sequence.js';

/** The diagram as Mermaid's `sequenceDiagram` text. */
export function sequenceMermaid(sequence: Sequence): string {
  const index = positions(sequence);
  const name = (id: string) => `p${index.get(id)}`;
  const lines: string[] = [];
  if (sequence.title) lines.push('---', `title: ${JSON.stringify(oneLine(sequence.title))}`, '---');
  lines.push('sequenceDiagram');
  for (const { id, label } of sequence.participants) {
    lines.push(`  participant ${name(id)} as ${escaped(label ?? id)}`);
  }
  for (const step of sequence.steps) {
    const time = step.at === undefined ? '' : `${timeLabel(step.at)} `;
    const text = escaped(`${time}${step.label}`);
    if (step.kind === 'message') {
      if (!index.has(step.from) || !index.has(step.to)) continue;
      lines.push(`  ${name(step.from)}${step.lost ? '-x' : '->>'}${name(step.to)}: ${text}`);
      continue;
    }
    const over = step.over.filter((id) => index.has(id)).sort((a, b) => index.get(a)! - index.get(b)!);
    if (over.length === 0) continue;
    const ends = over.length === 1 ? [over[0]!] : [over[0]!, over.at(-1)!];
    lines.push(`  Note over ${ends.map(name).join(',')}: ${text}`);
  }
  return `${lines.join('\n')}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Mermaid ends a text at `;` and a new line, and takes `#nn;` for a character and `<` for markup. */
function escaped(text: string): string {
  const safe = oneLine(text).replace(/[#;<>&]/g, (character) => `#${character.charCodeAt(0)};`);
  return safe === '' ? ' ' : safe;
}
