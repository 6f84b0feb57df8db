import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';

/** The error for a port that another program listens on, with who that is as far as the system says. */
export async function portTaken(port: number): Promise<SigError> {
  const owner = await portOwner(port);
  return new SigError(
    CODE.ERR_SDK_NET_CONN_REFUSE,
    `port ${port} is taken by ${owner ?? 'another program'}`,
    'choose another with --port',
  );
}

/** Who listens on a TCP port of this machine, like `nginx -g daemon off; (pid 812)`; undefined when that can't be said. */
export async function portOwner(port: number): Promise<string | undefined> {
  try {
    const find = FINDERS[process.platform];
    return find && (await find(port));
  } catch {
    return undefined;
  }
}

const FINDERS: Partial<Record<NodeJS.Platform, (port: number) => Promise<string | undefined>>> = {
  linux: onLinux,
  darwin: byLsof,
  win32: byNetstat,
};

/** Enough of a command line to know it by. */
const MOST_COMMAND = 80;

async function onLinux(port: number): Promise<string | undefined> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')));
  const listening = listeningSockets(tables.join('\n'), port);
  if (listening.length === 0) return undefined;
  const pid = await holderOf(new Set(listening.map(({ inode }) => `socket:[${inode}]`)));
  if (pid === undefined) return `a program of user ${listening[0]!.uid}, whose processes are hidden from you`;
  const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replace(/\0/g, ' ').trim();
  return `${command.slice(0, MOST_COMMAND)} (pid ${pid})`;
}

/** @param table lines of /proc/net/tcp */
export function listeningSockets(table: string, port: number): { inode: string; uid: string }[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , uid = '', , inode = ''] = line.trim().split(/\s+/);
    return state === LISTEN && local.endsWith(suffix) ? [{ inode, uid }] : [];
  });
}

const LISTEN = '0A';

/** The process that has one of these files open, of those that this user may look at. */
async function holderOf(links: ReadonlySet<string>): Promise<string | undefined> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const file of files) {
      const link = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
      if (links.has(link)) return pid;
    }
  }
  return undefined;
}

const run = promisify(execFile);

async function byLsof(port: number): Promise<string | undefined> {
  const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  const pid = /^p(\d+)$/m.exec(stdout)?.[1];
  return pid && `${/^c(.*)$/m.exec(stdout)?.[1] ?? 'a program'} (pid ${pid})`;
}

async function byNetstat(port: number): Promise<string | undefined> {
  const { stdout } = await run('netstat', ['-ano', '-p', 'TCP'], { windowsHide: true });
  const pid = new RegExp(`:${port}\\s+\\S+\\s+LISTENING\\s+(\\d+)`).exec(stdout)?.[1];
  return pid && `the process ${pid}`;
}
