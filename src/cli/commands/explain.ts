import { Command } from 'commander';
import { LEVELS } from '../../decode/line.js';
import { FINDINGS } from '../../decode/rules/index.js';
import { ANOMALIES } from '../../decode/timeline/anomalies/index.js';
import { FAULTS } from '../../im/advice/advice.js';
import { ADVICE } from '../../im/advice/index.js';
import { allErrorCodes, CODE, type ErrorName, USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { didYouMean } from '../../text/did-you-mean.js';
import { wrapText } from '../../text/width.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';

/** What findings of a message and anomalies of a log have in common. */
type Rule = Pick<(typeof FINDINGS)[number], 'code' | 'level' | 'title' | 'why' | 'hint'>;

const RULES: readonly Rule[] = [...FINDINGS, ...ANOMALIES];

export default function explain(cli: Cli): Command {
  return new Command()
    .argument('[code]', 'code of a finding, or an error code of the vendor by number or name')
    .addHelpText(
      'after',
      examples(
        ['sig explain escaped-surrogate', 'why it matters and how to mend it'],
        ['sig explain 8010', "what the vendor's error code means, who is at fault, what to do"],
        ['sig explain', 'everything that sig decode and sig trace find'],
      ),
    )
    .action((code: string | undefined) => {
      if (code === undefined) list(cli);
      else if (/^-?\d+$/.test(code)) errorCode(cli, Number(code));
      else if (code in CODE) errorCode(cli, CODE[code as ErrorName]);
      else finding(cli, code);
    });
}

function list(cli: Cli): void {
  const width = Math.max(...RULES.map((rule) => rule.code.length));
  for (const level of LEVELS.toReversed()) {
    if (!cli.json) cli.out(cli.paint.bold(`${level}s`.replace('infos', 'remarks')));
    for (const rule of RULES) {
      if (rule.level !== level) continue;
      cli.out(cli.json ? text(rule) : `  ${cli.paint.cyan(rule.code.padEnd(width))}  ${rule.title}`);
    }
  }
}

function finding(cli: Cli, code: string): void {
  const rule = RULES.find((each) => each.code === code);
  if (!rule) {
    const near = didYouMean(
      code,
      [...RULES, ...allErrorCodes().map(({ name }) => ({ code: name }))].map((each) => each.code),
    );
    const hint = near ? `did you mean: sig explain ${near}` : 'sig explain lists every code';
    throw new SigError(USAGE, `no finding has the code ${code}`, hint);
  }
  if (cli.json) {
    cli.out(text(rule));
    return;
  }
  const { paint } = cli;
  cli.out(`${paint.bold(rule.code)} (${rule.level}): ${rule.title}`);
  cli.out('');
  for (const line of wrapText(rule.why, cli.columns)) cli.out(line);
  cli.out('');
  for (const line of wrapText(`Mend it: ${rule.hint}`, cli.columns)) cli.out(line);
}

function text({ code, level, title, why, hint }: Rule): string {
  return JSON.stringify({ code, level, title, why, hint });
}

function errorCode(cli: Cli, code: number): void {
  const known = allErrorCodes().find((each) => each.code === code);
  if (!known) {
    const near = nearestCodes(code).join(', ');
    throw new SigError(USAGE, `the vendor's error code ${code} is not known here`, `the nearest are ${near}`);
  }
  const { fault, remedy, when, setting } = ADVICE[known.name as ErrorName];
  if (cli.json) {
    cli.out(JSON.stringify({ ...known, ...(when && { when }), fault, remedy, ...(setting && { setting }) }));
    return;
  }
  const { paint } = cli;
  const title = `${code} ${known.name}`;
  const [head = '', ...more] = wrapText(`${title}: ${known.meaning}`, cli.columns);
  cli.out(head.startsWith(title) ? paint.bold(title) + head.slice(title.length) : head);
  for (const line of more) cli.out(line);
  cli.out('');
  const facts = { when, 'at fault': FAULTS[fault], remedy, setting };
  for (const [name, text] of Object.entries(facts)) {
    if (text === undefined) continue;
    const [first, ...rest] = wrapText(text, Math.max(20, cli.columns - FACT));
    cli.out(`${paint.cyan(name.padEnd(FACT))}${first}`);
    for (const line of rest) cli.out(' '.repeat(FACT) + line);
  }
}

/** Columns before what a fact says. */
const FACT = 'at fault  '.length;

/** Codes that may be meant by one that is not known. */
function nearestCodes(code: number): number[] {
  const byDistance = allErrorCodes()
    .map((each) => each.code)
    .sort((a, b) => Math.abs(a - code) - Math.abs(b - code));
  return byDistance.slice(0, 3).sort((a, b) => a - b);
}
