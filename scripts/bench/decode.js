// How fast messages are decoded, with verdicts and findings, beside a bare loop of two JSON.parse per line.
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decoder } from '../../dist/decode/decoder.js';
import { lineText } from '../../dist/decode/line-text.js';
import { writeSignals } from './signals-file.js';

const LINES = Number(process.env.SIG_BENCH_LINES ?? 400_000);

/** Two JSON.parse per line and nothing else, the lines in memory already. */
function bare(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  lines.pop();
  const start = performance.now();
  let found = 0;
  for (const line of lines) {
    const message = JSON.parse(line);
    const signal = JSON.parse(message.MsgBody[0].MsgContent.Data);
    if (signal.actionType > 0) found++;
  }
  return { found, seconds: (performance.now() - start) / 1000 };
}

/** From the file on the disk to JSON lines, as `sig decode --json` does. */
async function decoded(file, print) {
  const start = performance.now();
  let found = 0;
  let findings = 0;
  let bytes = 0;
  const out = createWriteStream(devNull);
  let lines = '';
  const decoder = new Decoder((line) => {
    found++;
    findings += line.findings.length;
    if (!print) return;
    lines += `${lineText(line)}\n`;
    if (lines.length > 65_536) {
      bytes += lines.length;
      out.write(lines);
      lines = '';
    }
  });
  await decoder.stream(createReadStream(file, { highWaterMark: 1 << 20 }));
  out.end();
  return { found, findings, bytes, seconds: (performance.now() - start) / 1000 };
}

export async function benchDecode() {
  const folder = mkdtempSync(join(tmpdir(), 'sig-bench-'));
  try {
    const file = join(folder, 'signals.ndjson');
    await writeSignals(file, LINES);
    const size = statSync(file).size;
    console.log(`decode: ${LINES} lines of ${Math.round(size / LINES)} bytes`);
    const rows = [];
    for (let round = 0; round < 2; round++) {
      const base = bare(file);
      const quiet = await decoded(file, false);
      const printed = await decoded(file, true);
      rows.push({ base, quiet, printed });
    }
    const { base, quiet, printed } = rows.at(-1);
    const rate = ({ seconds }) => Math.round(LINES / seconds);
    console.log(`  two JSON.parse per line, lines in memory   ${rate(base)} records/s`);
    console.log(
      `  decode, verdicts and findings              ${rate(quiet)} records/s   ratio ${(base.seconds / quiet.seconds).toFixed(2)}`,
    );
    console.log(
      `  decode --json, printed                     ${rate(printed)} records/s   ratio ${(base.seconds / printed.seconds).toFixed(2)}`,
    );
    console.log(
      `  ${quiet.found} messages, ${quiet.findings} findings, ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) await benchDecode();
