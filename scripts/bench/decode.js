import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chalk } from 'chalk';
import { DecodeOutput } from '../../dist/cli/decode/decode-output.js';
import { Decoder } from '../../dist/decode/decoder.js';
import { lineText } from '../../dist/decode/line-text.js';
import { fileBytes } from '../../dist/decode/split/file-bytes.js';
import { writeSignals } from './signals-file.js';

export const about =
  'messages per second out of a file of REST requests, with verdicts and findings, beside a bare loop of two JSON.parse per line';

// Fair: the bare loop has its lines in memory already, while decode begins with the file. What is measured is the CPU time of
// all threads, whatever else the machine does. All take turns, and the best round of each counts.

const LINES = Number(process.env.SIG_BENCH_LINES ?? 400_000);
/** Of files with so many lines the memory is told. */
const SIZES = [LINES / 4, LINES, LINES * 5];
const ROUNDS = 5;
const SELF = fileURLToPath(import.meta.url);
const SIG = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'sig-bench-'));
  try {
    const file = join(folder, 'signals.ndjson');
    await writeSignals(file, LINES);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({
        ...bare(file),
        decoded: await decode(file, () => {}),
        printed: await decode(file, lineText),
        read: await decode(file, textOutput()),
      });
    }
    const best = (what) => Math.min(...rounds.map((round) => round[what]));
    const row = (what, seconds) => ({ what, value: LINES / seconds, unit: 'messages/s' });
    const parsing = best('parsing');
    const rows = [
      {
        ...row('two JSON.parse per line, lines in memory', parsing),
        note: `${Math.round(statSync(file).size / LINES)} bytes a line`,
      },
      {
        ...row('the same, reading and cutting the file too', best('reading')),
        ratio: parsing / best('reading'),
      },
      {
        ...row('decode, from the file', best('decoded')),
        ratio: parsing / best('decoded'),
        aim: '>= 0.7',
        note: `${(best('reading') / best('decoded')).toFixed(2)} of reading, cutting and parsing`,
      },
      { ...row('decode --json, as text', best('printed')), ratio: parsing / best('printed') },
      {
        ...row('decode, as a person reads it', best('read')),
        ratio: best('printed') / best('read'),
        aim: '>= 0.5',
        note: 'ratio to --json',
      },
    ];
    const threads = [];
    for (let round = 0; round < ROUNDS; round++) threads.push([await wall(file, 1), await wall(file, 2)]);
    const [one, two] = [0, 1].map((at) => Math.min(...threads.map((each) => each[at])));
    rows.push(row('sig decode --json, one thread, by the clock', one), {
      ...row('the same with --jobs 2', two),
      ratio: one / two,
      aim: '>= 1.7',
      note: `ratio to one thread, on ${availableParallelism()} cores`,
    });
    rmSync(file);
    for (const lines of SIZES) rows.push(await memory(join(folder, 'sized.ndjson'), lines));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What prints messages for a person, into nothing. */
function textOutput() {
  const paint = new Chalk({ level: 0 });
  const columns = Number.POSITIVE_INFINITY;
  const output = new DecodeOutput({ paint, columns, json: false, onlySignals: false, redact: false });
  return (line) => output.text(line);
}

/** Seconds by the clock that the command takes for a file. */
async function wall(file, jobs) {
  const start = performance.now();
  const child = spawn(process.execPath, [SIG, 'decode', '--json', '--jobs', String(jobs), file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) throw new Error(`sig decode ended with ${code}`);
  return (performance.now() - start) / 1000;
}

/** Calls JSON.parse twice for each line: for the message and for its signal. */
function bare(file) {
  const start = cpuSeconds();
  const lines = readFileSync(file, 'utf8').split('\n');
  const parsing = cpuSeconds();
  let found = 0;
  for (const line of lines) {
    if (line === '') continue;
    const message = JSON.parse(line);
    const signal = JSON.parse(message.MsgBody[0].MsgContent.Data);
    if (signal.actionType > 0) found++;
  }
  const end = cpuSeconds();
  if (found !== LINES) throw new Error(`the loop found ${found} of ${LINES} signals`);
  return { reading: end - start, parsing: end - parsing };
}

/** CPU time of this process so far. */
function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** How long a file takes, in seconds. Every hundredth line has something to find. */
async function decode(file, use) {
  const start = cpuSeconds();
  let found = 0;
  let findings = 0;
  const decoder = new Decoder((line) => {
    found++;
    findings += line.findings.length;
    use(line);
  });
  await decoder.stream(fileBytes(file));
  if (found !== LINES || findings < LINES / 100)
    throw new Error(`decode found ${found} with ${findings} findings`);
  return cpuSeconds() - start;
}

/** The most memory that `sig decode --json` of a file ever held, measured in a process of its own. */
async function memory(file, lines) {
  await writeSignals(file, lines);
  const { stdout, stderr, status } = spawnSync(process.execPath, [SELF, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return {
    what: `memory for ${lines.toLocaleString('en')} lines`,
    value: Number(stdout) / 1024,
    unit: 'MB',
    note: `a file of ${Math.round(statSync(file).size / 2 ** 20)} MB`,
  };
}

if (process.argv[1] === SELF) {
  let length = 0;
  const decoder = new Decoder((line) => {
    length += lineText(line).length;
  });
  await decoder.stream(fileBytes(process.argv[2]));
  if (length === 0) throw new Error('nothing was found');
  console.log(process.resourceUsage().maxRSS);
}
