import type { ChalkInstance } from 'chalk';
import type { Business, DecodedLine, Finding, Level, Verdict } from '../../decode/line.js';
import { dateTime } from '../../runtime/local-time.js';
import { ACTION, actionName } from '../../signaling/action.js';
import { readerNames } from '../../signaling/dialects/index.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import { printable } from '../../text/printable.js';
import { fitText, padText, textWidth, wrapText } from '../../text/width.js';
import { actionPaint, actionWord } from './action-style.js';

const LEVEL_MARK: Readonly<Record<Level, string>> = { error: '✗', warning: '!', info: 'i' };
const LEVEL_COLOUR = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** Columns of what a row is about, and of the two spaces before it. */
const LABEL = 11;
const BEFORE = 2 + LABEL;
/** The widest column of a payload's field names. */
const WIDEST_FIELD = 36;
/** Lines that are shown of a payload of no known kind, where there is an end to the width. */
const MOST_LINES = 40;

/** What the page is for. A width of Infinity cuts and wraps nothing: a file or another program reads it. */
export interface DecodedPageOptions {
  paint: ChalkInstance;
  columns: number;
}

/** Decoded messages as a person reads them: what each is, who takes it, what is in it, what is wrong with it. */
export class DecodedPage {
  #paint: ChalkInstance;
  #width: number;
  #lines: string[] = [];

  constructor({ paint, columns }: DecodedPageOptions) {
    this.#paint = paint;
    this.#width = Math.max(40, columns);
  }

  /** The lines of one message, an empty one at their end. */
  lines(line: DecodedLine): string[] {
    this.#lines = [];
    this.#head(line);
    this.#message(line);
    this.#verdicts(line);
    this.#payload(line);
    if (line.findings.length > 0)
      for (const [finding, more] of grouped(line.findings)) this.#finding(finding, more, line.at.path);
    this.#lines.push('');
    return this.#lines;
  }

  #head({ info, message, form, at, print }: DecodedLine): void {
    const where = at.file === '-' ? `line ${at.line}` : `${plain(at.file)}:${at.line}`;
    const path = at.path === '$' ? '' : ` ${plain(at.path)}`;
    this.#lines.push(info ? this.#signal(info) : this.#noSignal({ message, form }));
    const by = print === null ? '' : ` (${print})`;
    this.#row('found', `${where}${path}, ${form}${by}`, 'dim');
  }

  #signal({ actionType, inviter, inviteeList, groupID, timeout }: SignalingInfo): string {
    const paint = this.#paint;
    const colour = actionPaint(paint, actionName(actionType));
    // 0 stands for what no SDK knows.
    const name = paint.bold(actionType === 0 ? 'SIGNAL' : colour(actionWord(actionType)));
    const to = inviteeList.join(', ') || '?';
    const group = groupID ? paint.dim(` in ${this.#fit(groupID, 30)}`) : '';
    const ring = actionType === ACTION.invite && timeout > 0 ? paint.dim(`  rings ${timeout} s`) : '';
    const answers = actionType === ACTION.accept || actionType === ACTION.reject;
    const [left, right] = answers ? [to, inviter || '?'] : [inviter || '?', to];
    return `${name}  ${this.#fit(left, 32)} → ${this.#fit(right, 40)}${group}${ring}`;
  }

  #noSignal({ message, form }: Pick<DecodedLine, 'message' | 'form'>): string {
    const kind = message
      ? `${message.elements.join(' + ') || 'empty'} message`
      : (ALONE[form] ?? 'broken signal');
    const from = message?.from ? `  ${this.#fit(message.from, 32)}` : '';
    const to = message ? [message.group || message.to].flat().join(', ') : '';
    return `${this.#paint.bold(plain(kind.toUpperCase()))}${from}${to ? ` → ${this.#fit(to, 40)}` : ''}`;
  }

  #message({ message, info }: DecodedLine): void {
    if (info?.inviteID) this.#row('inviteID', info.inviteID);
    if (!message) return;
    const { time, id, seq, onlineOnly, text, data, desc, ext, from, to } = message;
    const parts: string[] = [];
    if (info && from !== '') {
      const receiver = message.group || (typeof to === 'string' ? to : to.join(', '));
      parts.push(receiver ? `${from} → ${receiver}` : from);
    }
    if (time !== null) parts.push(timeText(time));
    if (onlineOnly) parts.push('online users only');
    if (id !== '') parts.push(id);
    else if (seq !== null) parts.push(`seq ${seq}`);
    if (parts.length > 0) this.#row('message', parts.join(', '));
    if (text) this.#row('text', text);
    if (data) this.#row('data', data);
    if (desc) this.#row('desc', desc);
    if (ext) this.#row('ext', ext);
  }

  #verdicts({ verdicts, info, message }: DecodedLine): void {
    const paint = this.#paint;
    const first = verdicts[readerNames[0]!];
    if (readerNames.every((name) => verdicts[name].signal === true)) {
      this.#lines.push(
        `${this.#label('signal for')}${readerNames.map((name) => paint.green(`✓ ${name}`)).join('  ')}`,
      );
    } else if (
      readerNames.every((name) => verdicts[name].signal === false && verdicts[name].why === first.why)
    ) {
      const asked = info === null && message !== null ? 'nobody' : 'not asked';
      this.#row('signal for', `${asked}: ${first.why}`, 'dim');
      return;
    } else {
      for (const name of readerNames) {
        const { signal, why } = verdicts[name];
        const mark =
          signal === true
            ? paint.green('✓ signal')
            : paint.red(signal === 'throws' ? '✗ throws' : '✗ no    ');
        const said = paint.dim(this.#fit(why, this.#width - BEFORE - 10));
        this.#lines.push(`${this.#label(name)}${mark}  ${said}`);
      }
    }
    if (info) for (const name of readerNames) this.#differences(name, verdicts[name], info);
  }

  /** What one SDK reads otherwise than the first. */
  #differences(name: string, verdict: Verdict, info: SignalingInfo): void {
    if (verdict.signal !== true || verdict.info === info) return;
    const own = verdict.info as unknown as Record<string, unknown>;
    const first = info as unknown as Record<string, unknown>;
    for (const key in first) {
      const [a, b] = [own[key], first[key]];
      if (a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))) continue;
      const said = `${name} reads ${key}`;
      const value = this.#fit(JSON.stringify(a) ?? 'undefined', this.#width - BEFORE - said.length - 1);
      this.#lines.push(`${this.#label('')}${this.#paint.yellow(said)} ${value}`);
    }
  }

  #payload({ business, info }: DecodedLine): void {
    if (!business) {
      if (info?.data) this.#row('data', info.data);
      return;
    }
    if (business.name === null) this.#unknown(business.payload);
    else this.#business(business);
  }

  #unknown(payload: unknown): void {
    const all = JSON.stringify(payload, null, 2).split('\n');
    const most = this.#width === Number.POSITIVE_INFINITY ? all.length : MOST_LINES;
    for (const [at, each] of all.slice(0, most).entries()) this.#row(at === 0 ? 'data' : '', each);
    if (all.length > most) this.#row('', `... ${all.length - most} more lines`, 'dim');
  }

  #business({ summary, title, fields }: Business): void {
    const paint = this.#paint;
    this.#row('data', summary || title, 'bold');
    if (summary) this.#row('', title, 'dim');
    let names = 0;
    for (const { path, value } of fields) if (value !== '') names = Math.max(names, path.length);
    names = Math.min(WIDEST_FIELD, names);
    for (const field of fields) {
      if (field.value === '') continue;
      const value = typeof field.value === 'string' ? field.value : JSON.stringify(field.value);
      const { meaning, title: said } = field;
      // The value comes first, then what it means; what the field is gives way.
      const room = Math.max(12, this.#width - BEFORE - names - 2 - (meaning === '' ? 0 : meaning.length + 3));
      const shown = `${padText(plain(field.path), names)}  ${this.#fit(value, room)}`;
      const means = meaning === '' ? '' : `${paint.dim(' = ')}${plain(meaning)}`;
      const left = this.#width - BEFORE - textWidth(shown) - (meaning === '' ? 0 : meaning.length + 3) - 2;
      const about = said === '' || left < 8 ? '' : paint.dim(`  ${this.#fit(said, left)}`);
      this.#lines.push(`${this.#label('')}${shown}${means}${about}`);
    }
  }

  /** @param more how many others say the same of other places */
  #finding({ code, level, path, message, hint }: Finding, more: number, at: string): void {
    const paint = this.#paint;
    this.#lines.push(`  ${paint[LEVEL_COLOUR[level]](`${LEVEL_MARK[level]} ${code}`)}`);
    const said = more === 0 ? message : `${message}, and ${more} more like this`;
    for (const part of this.#wrapped(said, 4)) this.#lines.push(`    ${part}`);
    if (path !== at) this.#lines.push(paint.dim(`    at ${this.#fit(path, this.#width - 7)}`));
    this.#wrapped(hint, 6).forEach((part, index) => {
      this.#lines.push(`    ${index === 0 ? paint.dim('→') : ' '} ${part}`);
    });
  }

  #wrapped(text: string, indent: number): string[] {
    const shown = plain(text);
    return this.#width === Number.POSITIVE_INFINITY ? [shown] : wrapText(shown, this.#width - indent);
  }

  #label(label: string): string {
    return `  ${this.#paint.dim(label.padEnd(LABEL))}`;
  }

  #row(label: string, text: string, style?: 'dim' | 'bold'): void {
    const shown = this.#fit(text, this.#width - BEFORE);
    this.#lines.push(this.#label(label) + (style ? this.#paint[style](shown) : shown));
  }

  /** Text from a message, safe to print, in at most so many columns where there is an end to the width. */
  #fit(text: string, columns: number): string {
    const shown = plain(text);
    return this.#width === Number.POSITIVE_INFINITY || shown.length <= columns >> 1
      ? shown
      : fitText(shown, columns);
  }
}

/** What stands alone, by its form. */
const ALONE: Readonly<Record<string, string>> = { payload: 'payload', 'rest-answer': 'answer' };

const PLAIN = /^[\x20-\x7e]*$/;

function plain(text: string): string {
  return PLAIN.test(text) ? text : printable(text);
}

/** The date and the time; a number that is no time as it is. */
function timeText(seconds: number): string {
  const ms = seconds * 1000;
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? dateTime(ms).replace(/\.000$/, '') : String(seconds);
}

/** Each finding once for all places that are mended the same way, with how many more there are. */
function grouped(findings: readonly Finding[]): Iterable<[Finding, more: number]> {
  const groups = new Map<string, [Finding, number]>();
  for (const finding of findings) {
    const kind = `${finding.code} ${finding.hint}`;
    const group = groups.get(kind);
    if (group) group[1]++;
    else groups.set(kind, [finding, 0]);
  }
  return groups.values();
}
