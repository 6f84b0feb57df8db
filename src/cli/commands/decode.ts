import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type DecodeCounts, Decoder } from '../../decode/decoder.js';
import { FORMS } from '../../decode/forms/index.js';
import { type DecodedLine, LEVELS, type Level } from '../../decode/line.js';
import { lineText } from '../../decode/line-text.js';
import { looksLikePayload } from '../../decode/mentions-signal.js';
import { Redactor } from '../../decode/redact.js';
import { CODE, USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { bytesOf } from '../input.js';
import { printDecoded } from '../print/decoded.js';
import { LineBatch } from '../print/line-batch.js';

interface Options {
  onlySignals?: boolean;
  failOn?: Level;
  redact?: boolean;
  schemas?: string;
  forms?: boolean;
  jsonSchema?: boolean;
}

export default function decode(cli: Cli): Command {
  return new Command()
    .argument('[file...]', 'files to read, - for the input, or a payload itself')
    .option('--only-signals', 'leave out what no SDK takes for a signal')
    .addOption(
      new Option('--fail-on <level>', 'end with code 1 if something of this level is found').choices(LEVELS),
    )
    .option('--redact', 'replace users and data, the same by the same, to share the output')
    .option('--schemas <dir>', 'business schemas of your own (JSON or YAML files)')
    .option('--forms', 'list the forms that are known')
    .option('--json-schema', 'print the JSON Schema of a line of --json')
    .addHelpText(
      'after',
      examples(
        ['sig decode message.json', 'what is it, who takes it for a signal, what is wrong'],
        ['sig decode \'{"inviteID":"..."}\'', 'a payload as it is'],
        ['adb logcat -d | sig decode -', 'messages in the lines of a log'],
        ['sig decode --json --only-signals app.log.gz | jq .info.inviteID'],
        ['sig decode --fail-on warning fixtures/*.json', 'in CI'],
        ['sig decode --redact payload.json', 'for a bug report'],
      ),
    )
    .action((files: string[], options: Options) => run(cli, files, options));
}

async function run(cli: Cli, given: string[], options: Options): Promise<void> {
  if (options.jsonSchema) {
    const { lineJSONSchema } = await import('../../decode/line-schema.js');
    cli.out(JSON.stringify(lineJSONSchema(), null, 2));
    return;
  }
  if (options.forms) {
    const width = Math.max(...FORMS.map((form) => form.name.length));
    for (const { name, title } of FORMS) {
      cli.out(cli.json ? JSON.stringify({ name, title }) : `${cli.paint.cyan(name.padEnd(width))}  ${title}`);
    }
    return;
  }
  const report = new DecodeReport(cli, options);
  const schemas = options.schemas
    ? await (await import('../../decode/business/load.js')).loadSchemas(options.schemas)
    : [];
  const files = given.length === 0 ? ['-'] : given;
  if (files.includes('-') && cli.interactive) cli.note('Paste a payload, then press Ctrl-D.');
  const total: DecodeCounts = { messages: 0, other: 0, texts: 0, bytes: 0, exceeded: false };
  for (const file of files) {
    const payload = file !== '-' && looksLikePayload(file) && !existsSync(file);
    const decoder = new Decoder((line) => report.line(line), { file: payload ? '-' : file, schemas });
    const counts = payload ? decoder.text(file) : await decoder.stream(bytesOf(cli, file));
    for (const key of ['messages', 'other', 'texts', 'bytes'] as const) total[key] += counts[key];
    total.exceeded ||= counts.exceeded;
  }
  report.end(total);
}

/** Prints each message, and at the end what there was. */
class DecodeReport {
  #cli: Cli;
  #options: Options;
  #redactor: Redactor | undefined;
  #batch: LineBatch;
  #shown = 0;
  #signals = 0;
  #found: Record<Level, number> = { info: 0, warning: 0, error: 0 };

  constructor(cli: Cli, options: Options) {
    this.#cli = cli;
    this.#options = options;
    this.#redactor = options.redact ? new Redactor() : undefined;
    this.#batch = new LineBatch(cli);
  }

  line(line: DecodedLine): void {
    const { verdicts, findings } = line;
    const signal = Object.values(verdicts).some((verdict) => verdict.signal !== false);
    if (signal) this.#signals++;
    else if (this.#options.onlySignals) return;
    for (const { level } of findings) this.#found[level]++;
    this.#shown++;
    const shown = this.#redactor?.line(line) ?? line;
    if (this.#cli.json) this.#batch.line(lineText(shown));
    else printDecoded(this.#cli, shown);
  }

  end(total: DecodeCounts): void {
    this.#batch.end();
    const { failOn } = this.#options;
    const from = failOn === undefined ? LEVELS.length : LEVELS.indexOf(failOn);
    if (LEVELS.slice(from).some((level) => this.#found[level] > 0)) this.#cli.exitCode = 1;
    if (total.exceeded) this.#cli.note(EXCEEDED);
    if (total.messages === 0) throw nothing(total);
    if (!this.#cli.json && (this.#shown > 1 || this.#shown < total.messages)) this.#sum(total);
  }

  #sum({ messages }: DecodeCounts): void {
    const { info, warning, error } = this.#found;
    const findings = [
      error > 0 ? this.#cli.paint.red(count(error, 'error')) : '',
      warning > 0 ? this.#cli.paint.yellow(count(warning, 'warning')) : '',
      info > 0 ? count(info, 'remark') : '',
    ].filter((part) => part !== '');
    const all = `${count(messages, 'message')}, ${count(this.#signals, 'signal')}`;
    this.#cli.note(findings.length > 0 ? `${all}: ${findings.join(', ')}` : `${all}: nothing wrong found`);
  }
}

const EXCEEDED =
  'not all was read: what is packed or wrapped in this input comes to far more than real payloads do';

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function nothing({ bytes, texts, other }: DecodeCounts): SigError {
  if (bytes === 0)
    return new SigError(
      USAGE,
      'the input is empty',
      'sig decode FILE, or paste a payload into sig decode -.',
    );
  const forms = 'sig decode --forms lists the forms that are known.';
  if (texts > 0)
    return new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      `${count(texts, 'JSON text')}, but no message in them`,
      forms,
    );
  return new SigError(
    CODE.ERR_INVALID_JSON,
    `no JSON in ${count(other, 'line')}`,
    `Is it cut off, or packed in a way sig does not know? ${forms}`,
  );
}
