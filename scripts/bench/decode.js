// How fast messages are decoded, with verdicts and findings, beside a bare loop of two JSON.parse per line.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Decoder } from '../../dist/decode/decoder.js';
import { lineText } from '../../dist/decode/line-text.js';
import { writeSignals } from './signals-file.js';

const LINES = Number(process.env.SIG_BENCH_LINES ?? 400_000);
const SELF = fileURLToPath(import.meta.url);

/** Reads the file, cuts it into lines, and calls JSON.parse twice for each: for the message and for its signal. */
function bare(file) {
  const start = performance.now();
  const lines = readFileSync(file, 'utf8').split('\n');
  const parsing = performance.now();
  let found = 0;
  for (const line of lines) {
    if (line === '') continue;
    const message = JSON.parse(line);
    const signal = JSON.parse(message.MsgBody[0].MsgContent.Data);
    if (signal.actionType > 0) found++;
  }
  const end = performance.now();
  return { found, seconds: (end - start) / 1000, parsing: (end - parsing) / 1000 };
}

/** From the file to decoded messages, or on to JSON lines as `sig decode --json` prints them. */
async function decoded(file, print) {
  const start = performance.now();
  let found = 0;
  let findings = 0;
  const out = createWriteStream(devNull);
  const bytes = Buffer.allocUnsafe(1 << 16);
  let length = 0;
  const decoder = new Decoder((line) => {
    found++;
    findings += line.findings.length;
    if (!print) return;
    const text = lineText(line);
    if (length + text.length * 3 > bytes.length) {
      out.write(Buffer.from(bytes.subarray(0, length)));
      length = 0;
    }
    length += bytes.write(text, length);
    bytes[length++] = 10;
  });
  await decoder.stream(createReadStream(file, { highWaterMark: 1 << 17 }));
  out.end();
  return { found, findings, seconds: (performance.now() - start) / 1000 };
}

/** The most memory a process ever held that decodes a file and does nothing else, in MB. */
function memory(file) {
  const { stdout } = spawnSync(process.execPath, [SELF, '--memory', file], { encoding: 'utf8' });
  return Math.round(Number(stdout) / 1024);
}

export async function benchDecode() {
  const folder = mkdtempSync(join(tmpdir(), 'sig-bench-'));
  try {
    const file = join(folder, 'signals.ndjson');
    const quarter = join(folder, 'quarter.ndjson');
    await writeSignals(file, LINES);
    await writeSignals(quarter, LINES / 4);
    console.log(
      `decode: ${LINES} lines of ${Math.round(statSync(file).size / LINES)} bytes, best of 5 rounds`,
    );
    const best = { bare: undefined, quiet: undefined, printed: undefined };
    for (let round = 0; round < 5; round++) {
      const results = {
        bare: bare(file),
        quiet: await decoded(file, false),
        printed: await decoded(file, true),
      };
      for (const name of Object.keys(best)) {
        if (!best[name] || results[name].seconds < best[name].seconds) best[name] = results[name];
      }
    }
    const row = (what, seconds, ratio) =>
      console.log(
        `  ${what.padEnd(46)} ${String(Math.round(LINES / seconds)).padStart(8)} records/s${ratio}`,
      );
    const beside = ({ seconds }) =>
      `   ${(best.bare.parsing / seconds).toFixed(2)} of JSON.parse alone, ${(best.bare.seconds / seconds).toFixed(2)} of the whole loop`;
    row('two JSON.parse per line, lines in memory', best.bare.parsing, '');
    row('the loop with reading the file and cutting it', best.bare.seconds, '');
    row('decode with verdicts and findings', best.quiet.seconds, beside(best.quiet));
    row('decode --json, printed', best.printed.seconds, beside(best.printed));
    console.log(`  ${best.quiet.found} messages, ${best.quiet.findings} findings`);
    console.log(
      `  memory: ${memory(quarter)} MB for a quarter of the file, ${memory(file)} MB for all of it`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === SELF) {
  if (process.argv[2] === '--memory') {
    await decoded(process.argv[3], true);
    console.log(process.resourceUsage().maxRSS);
  } else {
    await benchDecode();
  }
}
