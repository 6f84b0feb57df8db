import type { HubStatus } from '../../gateway/control/protocol.js';
import { portOwner } from '../../gateway/port-owner.js';
import type { Machine } from './machine.js';

/** What a check found: it works, it is missing and only some things need it, or sig cannot do without it. */
export interface CheckResult {
  status: 'ok' | 'missing' | 'broken';
  /** What was found. */
  text: string;
  /** What to do, where it does not work. */
  remedy?: string;
}

/** What the checks know beside the machine. */
export interface DoctorContext {
  machine: Machine;
  /** Where sig keeps its state. */
  home: string;
  /** Version of this sig. */
  version: string;
  defaultPort: number;
  /** The hub that runs; undefined where none does. @throws what kept it from being asked */
  hub(): Promise<HubStatus | undefined>;
}

export interface Check {
  name: string;
  /** What it is good for. */
  about: string;
  run(surroundings: DoctorContext): Promise<CheckResult>;
}

const OLDEST_NODE = [22, 13] as const;

/** Everything that `sig doctor` looks at, what sig can't do without first. */
export const CHECKS: readonly Check[] = [
  { name: 'Node', about: 'runs sig', run: node },
  { name: 'state folder', about: "keeps the hub's database, log and address", run: stateFolder },
  { name: 'hub', about: 'the hub that commands talk to', run: hub },
  { name: 'port', about: 'where apps find a hub unless told otherwise', run: port },
  { name: 'browser', about: 'tests of web apps, and of the call kits', run: browser },
  { name: 'JDK', about: 'backends and SDKs in Java', run: jdk },
  { name: 'namespaces', about: 'native SDKs cut off from the Internet (Linux)', run: namespaces },
];

async function node({ machine: { nodeVersion } }: DoctorContext): Promise<CheckResult> {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const [oldest, oldestMinor] = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= oldestMinor))
    return { status: 'ok', text: nodeVersion };
  return {
    status: 'broken',
    text: `${nodeVersion} is too old`,
    remedy: `install Node ${OLDEST_NODE.join('.')} or newer, or beside sig: npm install node@24`,
  };
}

async function stateFolder({ machine, home }: DoctorContext): Promise<CheckResult> {
  const why = machine.cannotWrite(home);
  if (why === undefined) return { status: 'ok', text: home };
  return {
    status: 'broken',
    text: `${home}: ${why}`,
    remedy: 'make it writable, or name another folder in SIG_HOME',
  };
}

async function hub({ hub, version }: DoctorContext): Promise<CheckResult> {
  let status: HubStatus | undefined;
  try {
    status = await hub();
  } catch (thrown) {
    const remedy = 'see sig hub logs; sig hub stop, and the next command starts one';
    return { status: 'broken', text: `does not answer: ${(thrown as Error).message}`, remedy };
  }
  if (!status) return { status: 'ok', text: 'none runs; the first command that needs one starts it' };
  const { address, pid, version: running } = status;
  const text = `${address ? `${address.host}:${address.port}` : 'no port'}, pid ${pid}, siglab ${running}`;
  if (running === version) return { status: 'ok', text };
  return {
    status: 'missing',
    text: `${text}, but this is ${version}`,
    remedy: 'sig hub stop, and the next command starts one of this version',
  };
}

async function port({ machine, defaultPort, hub }: DoctorContext): Promise<CheckResult> {
  if (await machine.isFree(defaultPort)) return { status: 'ok', text: `${defaultPort} is free` };
  const running = await hub().catch(() => undefined);
  if (running?.address?.port === defaultPort) return { status: 'ok', text: `${defaultPort} is the hub's` };
  return {
    status: 'missing',
    text: `${defaultPort} is taken by ${(await portOwner(defaultPort)) ?? 'another program'}`,
    remedy: 'a hub takes another port: point apps there, or choose one with sig hub start --port',
  };
}

/** Where browsers are that are not in PATH. */
const BROWSERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};
const BROWSER_PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

async function browser({ machine }: DoctorContext): Promise<CheckResult> {
  const named = machine.env.SIG_CHROMIUM;
  if (named && !machine.exists(named)) {
    return {
      status: 'missing',
      text: `SIG_CHROMIUM names ${named}, which is not there`,
      remedy: 'correct it',
    };
  }
  const places = [named ?? '', ...(BROWSERS[machine.platform] ?? [])].filter(
    (path) => path !== '' && machine.exists(path),
  );
  const found = places[0] ?? BROWSER_PROGRAMS.flatMap((program) => machine.find(program) ?? [])[0];
  if (found) return { status: 'ok', text: found };
  return {
    status: 'missing',
    text: 'no Chromium, Chrome or Edge',
    remedy: 'npx playwright install chromium, or name one in SIG_CHROMIUM',
  };
}

async function jdk({ machine }: DoctorContext): Promise<CheckResult> {
  const home = machine.env.JAVA_HOME;
  const program = home && machine.exists(`${home}/bin/javac`) ? `${home}/bin/javac` : machine.find('javac');
  if (!program) {
    const only = machine.find('java') ? 'a Java runtime, but no compiler' : 'none';
    return { status: 'missing', text: only, remedy: 'install a JDK, or name it in JAVA_HOME' };
  }
  const { code, text } = await machine.run(program, ['-version']);
  if (code === 0) return { status: 'ok', text: `${text.trim().split('\n')[0]} (${program})` };
  return { status: 'missing', text: `${program} does not run`, remedy: 'install a JDK anew' };
}

async function namespaces({ machine }: DoctorContext): Promise<CheckResult> {
  if (machine.platform !== 'linux') {
    return { status: 'missing', text: `${machine.platform} has none`, remedy: 'use Linux, or a container' };
  }
  const program = machine.find('unshare');
  if (!program) return { status: 'missing', text: 'unshare is not installed', remedy: 'install util-linux' };
  const { code, text } = await machine.run(program, ['--user', '--map-root-user', '--net', 'true']);
  if (code === 0) return { status: 'ok', text: 'users and networks of their own can be made' };
  return {
    status: 'missing',
    text: `unshare is refused: ${text.trim().split('\n')[0] || `exit code ${code}`}`,
    remedy: 'allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1), or run as root',
  };
}
