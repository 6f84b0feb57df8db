import { existsSync, statSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { BusinessSchema } from '../../decode/business/schema.js';
import { type DecodeCounts, Decoder } from '../../decode/decoder.js';
import { FORMS } from '../../decode/forms/index.js';
import { type DecodedLine, LEVELS, type Level } from '../../decode/line.js';
import { looksLikePayload } from '../../decode/mentions-signal.js';
import { PRINT_KINDS } from '../../decode/prints/print.js';
import { CODE, USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { printable } from '../../text/printable.js';
import { fitText } from '../../text/width.js';
import type { Cli } from '../cli.js';
import { canBeCut, DecodeWorkers } from '../decode/decode-in-parallel.js';
import { addOutput, DecodeOutput, type OutputOptions } from '../decode/decode-output.js';
import { examples } from '../examples.js';
import { bytesOf } from '../input.js';
import { LineBatch } from '../print/line-batch.js';
import { ReadProgress } from '../print/read-progress.js';

interface Options {
  onlySignals?: boolean;
  failOn?: Level;
  redact?: boolean;
  schemas?: string;
  width?: number;
  jobs?: number;
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
    .option(
      '--width <columns>',
      "cut and wrap at another width than the terminal's; a pipe is never cut",
      wholeNumber,
    )
    .option('--jobs <n>', 'decode large files in so many threads', wholeNumber)
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
    const all = [...FORMS, ...Object.values(PRINT_KINDS)];
    const width = Math.max(...all.map(({ name }) => name.length));
    for (const { name, title } of all) {
      cli.out(cli.json ? JSON.stringify({ name, title }) : `${cli.paint.cyan(name.padEnd(width))}  ${title}`);
    }
    return;
  }
  const schemas = options.schemas
    ? await (await import('../../decode/business/load.js')).loadSchemas(options.schemas)
    : [];
  const files = given.length === 0 ? ['-'] : given;
  if (files.includes('-') && cli.interactive) cli.note('Paste a payload, then press Ctrl-D.');
  const decoding = new Decoding(cli, options, schemas, files);
  try {
    for (const file of files) await decoding.file(file);
  } finally {
    await decoding.close();
  }
  decoding.end();
}

/** Decodes files one after another, prints each message, and at the end what there was. */
class Decoding {
  #cli: Cli;
  #options: Options;
  #schemas: readonly BusinessSchema[];
  #output: DecodeOutput;
  #batch: LineBatch;
  #total: DecodeCounts = { messages: 0, other: 0, texts: 0, bytes: 0, exceeded: false };
  #progress: ReadProgress;
  #workers: DecodeWorkers | undefined;
  #stopped = false;
  #listening: () => void;

  constructor(cli: Cli, options: Options, schemas: readonly BusinessSchema[], files: readonly string[]) {
    this.#cli = cli;
    this.#options = options;
    this.#schemas = schemas;
    this.#output = new DecodeOutput({ ...this.#outputOptions(), paint: cli.paint });
    this.#progress = new ReadProgress(cli, sizeOf(files));
    this.#batch = new LineBatch(cli, () => this.#progress.clear());
    this.#listening = cli.onInterrupt(() => {
      this.#stopped = true;
    });
  }

  async file(file: string): Promise<void> {
    if (this.#stopped) return;
    const payload = file !== '-' && looksLikePayload(file) && !existsSync(file);
    if (!payload && this.#inParallel(file)) {
      await this.#parallel(file);
      return;
    }
    const tell = (line: DecodedLine) => {
      const text = this.#output.text(line);
      if (text !== undefined) this.#batch.line(text);
    };
    const decoder = new Decoder(tell, { file: payload ? '-' : file, schemas: this.#schemas });
    const counts = payload
      ? decoder.text(file)
      : await decoder.stream(this.#watched(bytesOf(this.#cli, file)));
    this.#add(counts);
  }

  /** The bytes of an input until it is to stop; what was found in them is shown before the next come. */
  async *#watched(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = this.#total.bytes;
    for await (const chunk of input) {
      yield chunk;
      bytes += chunk.length;
      this.#batch.end();
      this.#progress.show(bytes, this.#output.counts.signals);
      if (this.#stopped) return;
    }
  }

  #inParallel(file: string): boolean {
    const { jobs = 1, redact } = this.#options;
    // Names are replaced by the order in which they come, for all of the input.
    return jobs > 1 && !redact && file !== '-' && existsSync(file) && canBeCut(file);
  }

  async #parallel(file: string): Promise<void> {
    this.#workers ??= new DecodeWorkers(this.#options.jobs!, {
      ...this.#outputOptions(),
      colors: this.#cli.paint.level,
      schemas: this.#schemas,
    });
    for await (const { text, output, counts } of this.#workers.file(file)) {
      if (output.shown > 0) {
        this.#progress.clear();
        this.#cli.out(text);
      }
      addOutput(this.#output.counts, output);
      this.#add(counts);
      this.#progress.show(this.#total.bytes, this.#output.counts.signals);
      if (this.#stopped) return;
    }
  }

  #outputOptions(): Omit<OutputOptions, 'paint'> {
    const { width, onlySignals = false, redact = false } = this.#options;
    const { piped, columns, json } = this.#cli;
    return { json, onlySignals, redact, columns: width ?? (piped ? Number.POSITIVE_INFINITY : columns) };
  }

  #add(counts: DecodeCounts): void {
    for (const key of ['messages', 'other', 'texts', 'bytes'] as const) this.#total[key] += counts[key];
    this.#total.exceeded ||= counts.exceeded;
    this.#total.unread = [...(this.#total.unread ?? []), ...(counts.unread ?? [])].slice(0, 3);
  }

  /** Lets go of what decoding holds. */
  async close(): Promise<void> {
    this.#listening();
    this.#progress.clear();
    await this.#workers?.end();
  }

  end(): void {
    this.#batch.end();
    const { failOn } = this.#options;
    const { found, shown } = this.#output.counts;
    const total = this.#total;
    const from = failOn === undefined ? LEVELS.length : LEVELS.indexOf(failOn);
    if (LEVELS.slice(from).some((level) => found[level] > 0)) this.#cli.exitCode = 1;
    if (total.exceeded) this.#cli.note(EXCEEDED);
    if (this.#stopped) {
      this.#cli.exitCode = 130;
      this.#cli.note(`stopped after ${total.bytes.toLocaleString('en')} bytes`);
    } else if (total.messages === 0) throw nothing(total);
    if (!this.#cli.json && (shown > 1 || shown < total.messages)) this.#sum();
  }

  #sum(): void {
    const { found, signals } = this.#output.counts;
    const { paint } = this.#cli;
    const findings = [
      found.error > 0 ? paint.red(count(found.error, 'error')) : '',
      found.warning > 0 ? paint.yellow(count(found.warning, 'warning')) : '',
      found.info > 0 ? count(found.info, 'remark') : '',
    ].filter((part) => part !== '');
    const all = `${count(this.#total.messages, 'message')}, ${count(signals, 'signal')}`;
    this.#cli.note(findings.length > 0 ? `${all}: ${findings.join(', ')}` : `${all}: nothing wrong found`);
  }
}

/** Bytes of all files; undefined where one is no file. */
function sizeOf(files: readonly string[]): number | undefined {
  let bytes = 0;
  for (const file of files) {
    const stat =
      file === '-' || looksLikePayload(file) ? undefined : statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) return undefined;
    bytes += stat.size;
  }
  return bytes;
}

const EXCEEDED =
  'not all was read: what is packed or wrapped in this input comes to far more than real payloads do';

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function nothing({ bytes, texts, other, unread = [] }: DecodeCounts): SigError {
  if (bytes === 0)
    return new SigError(USAGE, 'the input is empty', 'sig decode FILE, or paste a payload into sig decode -');
  const reasons = unread.map(
    ({ line, text, why }) => `line ${line}, ${fitText(printable(text), 60)}: ${why}`,
  );
  const forms = [...reasons, 'sig decode --forms lists the forms that are known'].join('\n');
  if (texts > 0)
    return new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      `${count(texts, 'JSON text')}, but no message in them`,
      forms,
    );
  return new SigError(CODE.ERR_INVALID_JSON, `no JSON in ${count(other, 'line')}`, forms);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('it must be a whole number from 1 on');
  return value;
}
