import type { ChalkInstance } from 'chalk';
import type { DecodedLine, Finding, Level, Verdict } from '../../decode/line.js';
import { dateTime } from '../../runtime/local-time.js';
import { actionName } from '../../signaling/action.js';
import { readerNames } from '../../signaling/dialects/index.js';
import { printable } from '../../text/printable.js';
import { fitColored, fitText, padText, wrapText } from '../../text/width.js';
import type { Cli } from '../cli.js';
import { actionPaint, actionWord } from './action-style.js';

const LEVEL_MARK: Readonly<Record<Level, string>> = { error: '✗', warning: '!', info: 'i' };
const LEVEL_COLOUR = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** A decoded message as a person reads it: what it is, who takes it, what is in it, what is wrong with it. */
export function printDecoded(cli: Cli, decoded: DecodedLine): void {
  const line = safe(decoded) as DecodedLine;
  const page = new Page(cli);
  page.head(line);
  page.message(line);
  page.verdicts(line);
  page.payload(line);
  for (const [finding, more] of grouped(line.findings)) page.finding(finding, more, line.at.path);
  cli.out('');
}

const LABEL = 11;

class Page {
  #cli: Cli;
  #paint: ChalkInstance;
  #width: number;

  constructor(cli: Cli) {
    this.#cli = cli;
    this.#paint = cli.paint;
    this.#width = Math.max(40, cli.columns);
  }

  head({ info, message, form, at, verdicts }: DecodedLine): void {
    const paint = this.#paint;
    const where = `${at.file === '-' ? 'line' : at.file}:${at.line}`.replace('line:', 'line ');
    const path = at.path === '$' ? '' : ` ${at.path}`;
    let what: string;
    if (info) {
      const colour = actionPaint(paint, actionName(info.actionType));
      // 0 stands for what no SDK knows.
      const name = paint.bold(info.actionType === 0 ? 'SIGNAL' : colour(actionWord(info.actionType)));
      const to = info.inviteeList.join(', ') || '?';
      const group = info.groupID ? paint.dim(` in ${fitText(info.groupID, 30)}`) : '';
      const ring = info.actionType === 1 && info.timeout > 0 ? paint.dim(`  rings ${info.timeout} s`) : '';
      const [left, right] = ANSWERS.has(info.actionType)
        ? [to, info.inviter || '?']
        : [info.inviter || '?', to];
      what = `${name}  ${fitText(left, 32)} → ${fitText(right, 40)}${group}${ring}`;
    } else {
      const broken = verdicts.web.signal === 'throws' ? 'broken signal' : 'no signal';
      const kind = message ? `${message.elements.join(' + ') || 'empty'} message` : broken;
      const from = message?.from ? `  ${fitText(message.from, 32)}` : '';
      const to = message ? [message.group || message.to].flat().join(', ') : '';
      what = `${paint.bold(kind.toUpperCase())}${from}${to ? ` → ${fitText(to, 40)}` : ''}`;
    }
    this.#cli.out(what);
    this.#row('found', paint.dim(`${where}${path}, ${form}`));
  }

  message({ message, info }: DecodedLine): void {
    if (info?.inviteID) this.#row('inviteID', info.inviteID);
    if (!message) return;
    const { time, id, seq, onlineOnly, text, data, desc, ext, from, to } = message;
    const parts = [
      time === null ? '' : this.#time(time),
      onlineOnly ? 'online users only' : '',
      id,
      seq === null || id !== '' ? '' : `seq ${seq}`,
    ].filter((part) => part !== '');
    if (info && from !== '') {
      const receiver = message.group || (typeof to === 'string' ? to : to.join(', '));
      parts.unshift(`${from}${receiver ? ` → ${receiver}` : ''}`);
    }
    if (parts.length > 0) this.#row('message', parts.join(this.#paint.dim(', ')));
    if (text) this.#row('text', text);
    if (data) this.#row('data', data);
    if (desc) this.#row('desc', desc);
    if (ext) this.#row('ext', ext);
  }

  verdicts({ verdicts, info }: DecodedLine): void {
    const all = readerNames.map((name): [string, Verdict] => [name, verdicts[name]]);
    const [, first] = all[0]!;
    const paint = this.#paint;
    if (all.every(([, verdict]) => verdict.signal === true)) {
      this.#row('signal for', all.map(([name]) => paint.green(`✓ ${name}`)).join('  '));
    } else if (all.every(([, verdict]) => verdict.signal === false && verdict.why === first.why)) {
      this.#row('signal for', paint.dim(`nobody: ${first.why}`));
    } else {
      for (const [name, { signal, why }] of all) {
        const mark =
          signal === true
            ? paint.green('✓ signal')
            : signal === 'throws'
              ? paint.red('✗ throws')
              : paint.red('✗ no    ');
        this.#row(name, `${mark}  ${paint.dim(why)}`);
      }
    }
    if (!info) return;
    for (const [name, verdict] of all) {
      if (verdict.signal !== true) continue;
      const differing = Object.entries(info).filter(([key, value]) => {
        const own = (verdict.info as unknown as Record<string, unknown>)[key];
        return JSON.stringify(own) !== JSON.stringify(value);
      });
      for (const [key] of differing) {
        const own = (verdict.info as unknown as Record<string, unknown>)[key];
        this.#row('', `${paint.yellow(`${name} reads ${key}`)} ${JSON.stringify(own) ?? 'undefined'}`);
      }
    }
  }

  payload({ business, info }: DecodedLine): void {
    const paint = this.#paint;
    if (!business) {
      if (info?.data) this.#row('data', info.data);
      return;
    }
    if (business.name === null) {
      const shown = JSON.stringify(business.payload, null, 2).split('\n');
      this.#row('data', shown[0]!);
      for (const line of shown.slice(1, 40)) this.#row('', line);
      if (shown.length > 40) this.#row('', paint.dim(`... ${shown.length - 40} more lines`));
      return;
    }
    this.#row('data', `${paint.bold(business.summary || business.title)}`);
    if (business.summary) this.#row('', paint.dim(business.title));
    const width = Math.min(36, Math.max(...business.fields.map((field) => field.path.length)));
    for (const { path, value, title, meaning } of business.fields) {
      if (value === '') continue;
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      const said = meaning ? `${paint.dim(' = ')}${meaning}` : '';
      const room = Math.max(12, this.#width - LABEL - width - 8 - title.length - meaning.length);
      this.#row(
        '',
        `${padText(path, width)}  ${fitText(shown, room)}${said}${title ? paint.dim(`  ${title}`) : ''}`,
      );
    }
  }

  /** @param more how many others say the same of other places */
  finding({ code, level, path, message, hint }: Finding, more: number, at: string): void {
    const colour = this.#paint[LEVEL_COLOUR[level]];
    this.#cli.out(`  ${colour(`${LEVEL_MARK[level]} ${code}`)}`);
    const said = more === 0 ? message : `${message}, and ${more} more like this`;
    for (const part of wrapText(said, this.#width - 4)) this.#cli.out(`    ${part}`);
    if (path !== at) this.#cli.out(this.#paint.dim(`    at ${fitText(path, this.#width - 7)}`));
    wrapText(hint, this.#width - 6).forEach((part, at) => {
      this.#cli.out(`    ${at === 0 ? this.#paint.dim('→') : ' '} ${part}`);
    });
  }

  /** The date too where it is long ago. */
  #time(seconds: number): string {
    const ms = seconds * 1000;
    return Number.isFinite(ms) && Math.abs(ms) < 8.64e15
      ? dateTime(ms).replace(/\.000$/, '')
      : String(seconds);
  }

  #row(label: string, text: string): void {
    const name = this.#paint.dim(padText(label, LABEL));
    this.#cli.out(`  ${name}${fitColored(text, this.#width - LABEL - 2)}`);
  }
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

const ANSWERS = new Set([3, 4]);

/** A value with no text in it that does anything to a terminal but show itself. */
function safe(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(safe);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [printable(key), safe(each)]));
}
