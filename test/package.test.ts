import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What someone's own project sees of the built package: by its name, through its exports, with its types.

const run = promisify(execFile);
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const TSC = join(PROJECT, 'node_modules/typescript/bin/tsc');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sig-consumer-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(PROJECT, join(folder, 'node_modules/siglab'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true }));

const APP = `
import { Hub, MemoryStore, SigError, Trace, V2TIMManager, VirtualClock, seededEntropy } from 'siglab';
import type { SignalingInfo, V2TIMSignalingListener } from 'siglab';

const clock = new VirtualClock();
const hub = new Hub({ store: new MemoryStore(), clock, entropy: seededEntropy(1), trace: new Trace(clock) });
const [alice, bob] = [new V2TIMManager(), new V2TIMManager()];
for (const sdk of [alice, bob]) sdk.initSDK(1400000001, { hub });
const logins = Promise.all([alice.login('alice'), bob.login('bob')]);
await clock.settle();
await logins;

const listener: V2TIMSignalingListener = {
  onReceiveNewInvitation: (inviteID, inviter, groupID, inviteeList, data) => {
    console.log('ring', inviter, JSON.stringify(groupID), inviteeList.join(), data);
    void bob.accept(inviteID, 'ok');
  },
};
bob.addSignalingListener(listener);
alice.addSignalingListener({ onInviteeAccepted: (_inviteID, invitee, data) => console.log(invitee, data) });
const { inviteID, sent } = alice.invite('bob', 'hi', false, { title: 'call', desc: 'a call' }, 30);
await clock.settle();
await sent;
const info: SignalingInfo | null = alice.getSignallingInfo({ elements: [], cloudCustomData: '' });
console.log(inviteID?.length, info);
const refusal: Promise<unknown> = alice.cancel('no such').catch((error: SigError) => console.log(error.code, error.hint));
await clock.settle();
await refusal;
`;

const TSCONFIG = {
  compilerOptions: {
    ...{
      strict: true,
      module: 'nodenext',
      target: 'es2024',
      noEmit: false,
      outDir: 'out',
      skipLibCheck: false,
    },
    ...{ types: [], lib: ['es2024', 'dom'], exactOptionalPropertyTypes: true, rootDir: '.' },
  },
  files: ['app.ts'],
};

test("an app of one's own compiles strictly against the package's types, and runs", async () => {
  writeFileSync(join(folder, 'app.ts'), APP);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await run(process.execPath, [TSC, '-p', folder]).catch((error: { stdout: string }) => {
    throw new Error(error.stdout);
  });
  const { stdout } = await run(process.execPath, [join(folder, 'out/app.js')]);
  expect(stdout).toBe('ring alice "" bob hi\nbob ok\n32 null\n8010 look at the live ones with `sig list`\n');
});

test('nothing but what is exported can be reached', async () => {
  const inside = "import('siglab/dist/hub/hub.js').catch((error) => console.log(error.code))";
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', inside], { cwd: folder });
  expect(stdout).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
});
