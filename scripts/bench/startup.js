import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

export const about =
  'how long a command takes, beside an empty program on the same Node; medians, taking turns';

const ROUNDS = 21;
const sig = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));

const COMMANDS = [
  { what: 'node -e 0', args: ['-e', '0'] },
  { what: 'sig --version', args: [sig, '--version'], aim: '<= 2.5' },
  { what: 'sig list, a hub runs', args: [sig, 'list'], aim: '<= 5' },
];

export function run() {
  const home = mkdtempSync(join(tmpdir(), 'sig-bench-'));
  const env = { ...process.env, SIG_HOME: home, XDG_CACHE_HOME: join(home, 'cache') };
  const time = (args) => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
    return performance.now() - start;
  };
  try {
    time([sig, 'hub', 'start', '--memory', '--port', '0']);
    // Once uncounted: it fills the compile cache, as the first use after an install does.
    for (const { args } of COMMANDS) time(args);
    const times = COMMANDS.map(() => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, { args }] of COMMANDS.entries()) times[index].push(time(args));
    }
    const bare = median(times[0]);
    return COMMANDS.map(({ what, aim }, index) => {
      const value = median(times[index]);
      return { what, value, unit: 'ms', ratio: value / bare, ...(aim && { aim }) };
    });
  } finally {
    spawnSync(process.execPath, [sig, 'hub', 'stop'], { env });
    rmSync(home, { recursive: true, force: true });
  }
}
