import { blankControls } from '../text/printable.js';
import { fitText, padText, textWidth, wrapText } from '../text/width.js';
import { type MessageStep, type NoteStep, positions, type Sequence, timeLabel } from './sequence.js';

export interface TextOptions {
  /** Columns to stay within; 80 if left out. */
  width?: number;
  /** Only ASCII characters for lines and arrows. */
  ascii?: boolean;
  /** Paints a step's line, for terminals with colour. */
  paint?: (line: string, tone: string) => string;
}

const UNICODE = { life: '│', line: '─', right: '▶', left: '◀', lost: '✗', loop: '↺', bar: '│' };
const ASCII = { life: '|', line: '-', right: '>', left: '<', lost: 'x', loop: '@', bar: '|' };

/** Draws the diagram in characters, a line of time on the left, labels on their arrows where they fit, above where not. */
export function sequenceText(sequence: Sequence, options: TextOptions = {}): string {
  const drawing = new Drawing(sequence, options);
  return drawing.draw();
}

class Drawing {
  #sequence: Sequence;
  #index: Map<string, number>;
  #marks: typeof UNICODE;
  #paint: (line: string, tone: string) => string;
  #width: number;
  /** Column of each participant's line. */
  #columns: number[];
  #margin: number;

  constructor(sequence: Sequence, { width = 80, ascii = false, paint }: TextOptions) {
    const steps = sequence.steps.map((step) => ({ ...step, label: blankControls(step.label) }));
    this.#sequence = { ...sequence, steps };
    this.#index = positions(sequence);
    this.#marks = ascii ? ASCII : UNICODE;
    this.#paint = paint ?? ((line) => line);
    this.#width = Math.max(40, width);
    const timed = steps.flatMap((step) => (step.at === undefined ? [] : [timeLabel(step.at).length]));
    this.#margin = timed.length === 0 ? 0 : Math.max(...timed) + 2;
    this.#columns = this.#place();
  }

  /** Spreads the lines so that labels fit between neighbours if the width allows it. */
  #place(): number[] {
    const { participants, steps } = this.#sequence;
    const count = participants.length;
    const names = participants.map((each) => textWidth(each.label ?? each.id));
    const first = this.#margin + Math.ceil(Math.max(2, names[0] ?? 0) / 2);
    if (count < 2) return count === 0 ? [] : [first];
    const room = Math.max(6, Math.floor((this.#width - first - 8) / (count - 1)));
    let wanted = Math.max(...names) + 2;
    for (const step of steps) {
      if (step.kind !== 'message' || step.from === step.to) continue;
      const span = Math.abs((this.#index.get(step.from) ?? 0) - (this.#index.get(step.to) ?? 0));
      if (span > 0) wanted = Math.max(wanted, Math.ceil((textWidth(step.label) + 6) / span));
    }
    const gap = Math.min(room, wanted);
    return participants.map((_, at) => first + at * gap);
  }

  draw(): string {
    const lines: string[] = [];
    if (this.#sequence.title) lines.push(fitText(this.#sequence.title, this.#width), '');
    lines.push(this.#heads(), this.#life());
    for (const step of this.#sequence.steps) {
      const drawn = step.kind === 'message' ? this.#message(step) : this.#note(step);
      const tone = step.tone ?? 'plain';
      for (const line of drawn) lines.push(this.#paint(line, tone));
    }
    lines.push(this.#life());
    return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
  }

  #heads(): string {
    let line = '';
    const { participants } = this.#sequence;
    participants.forEach((participant, at) => {
      const next = this.#columns[at + 1] ?? this.#width + 4;
      const name = fitText(participant.label ?? participant.id, Math.max(3, next - this.#columns[at]! - 1));
      const start = Math.max(
        textWidth(line) + (at === 0 ? 0 : 1),
        this.#columns[at]! - Math.floor(textWidth(name) / 2),
      );
      line = padText(line, start) + name;
    });
    return line;
  }

  #life(time = ''): string {
    return this.#cells(time).join('');
  }

  /** One character per column, with every participant's line. */
  #cells(time: string): string[] {
    const cells = Array.from({ length: (this.#columns.at(-1) ?? 0) + 1 }, () => ' ');
    [...time].forEach((character, at) => {
      cells[at] = character;
    });
    for (const column of this.#columns) cells[column] = this.#marks.life;
    return cells;
  }

  #message(step: MessageStep): string[] {
    const from = this.#index.get(step.from);
    const to = this.#index.get(step.to);
    if (from === undefined || to === undefined) return [];
    const time = step.at === undefined ? '' : timeLabel(step.at);
    if (from === to) return this.#aside(time, this.#columns[from]!, `${this.#marks.loop} ${step.label}`);
    const [start, end] = [this.#columns[from]!, this.#columns[to]!];
    const [low, high] = [Math.min(start, end) + 1, Math.max(start, end) - 1];
    const span = high - low + 1;
    const cells = this.#cells(time);
    const lines: string[] = [];
    const fits = textWidth(step.label) + 4 <= span;
    if (!fits) lines.push(...this.#aside('', low - 1, step.label));
    for (let at = low; at <= high; at++) cells[at] = this.#marks.line;
    const rightward = end > start;
    const head = step.lost ? this.#marks.lost : rightward ? this.#marks.right : this.#marks.left;
    cells[rightward ? high : low] = head;
    if (!fits) return [...lines, cells.join('')];
    const label = ` ${step.label} `;
    const at = low + Math.floor((span - textWidth(label)) / 2);
    return [cells.slice(0, at).join('') + label + cells.slice(at + textWidth(label)).join('')];
  }

  #note(step: NoteStep): string[] {
    const over = step.over.flatMap((id) => this.#index.get(id) ?? []);
    if (over.length === 0) return [];
    const time = step.at === undefined ? '' : timeLabel(step.at);
    return this.#aside(time, this.#columns[Math.min(...over)]!, `* ${step.label}`);
  }

  /** A text to the right of the line at `column`, over the lines behind it; broken where it meets the right edge. */
  #aside(time: string, column: number, label: string): string[] {
    const room = this.#width - column - 2;
    if (room < 16) return this.#before(time, column, label);
    return wrapText(label, room).map((part, at) => {
      const cells = this.#cells(at === 0 ? time : '');
      const start = column + 2;
      while (cells.length < start) cells.push(' ');
      return cells.slice(0, start).join('') + part + cells.slice(start + textWidth(part)).join('');
    });
  }

  /** The same on the left of the line, for the one at the right edge. */
  #before(time: string, column: number, label: string): string[] {
    const room = Math.max(10, column - this.#margin - 2);
    return wrapText(label, room).map((part, at) => {
      const cells = this.#cells(at === 0 ? time : '');
      const start = Math.max(this.#margin, column - 1 - textWidth(part));
      return cells.slice(0, start).join('') + part + cells.slice(start + textWidth(part)).join('');
    });
  }
}
