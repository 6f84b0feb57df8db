import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { SIG } from '../cli/sig.js';
import { Bin } from '../e2e/bin.js';
import { PTY, Pty } from './pty.js';
import { describeWith, type Requirement } from './requirements.js';

const PROMPT = 'ready> ';

/** How each shell is started without anybody's settings, and how it is made to complete and to prompt. */
const SHELLS = {
  bash: {
    start: 'bash --norc --noprofile -i',
    prepare: `PS1='${PROMPT}'; bind 'set bell-style none'; eval "$(sig completion bash)"`,
  },
  zsh: { start: 'zsh -f -i', prepare: `PS1='${PROMPT}'; eval "$(sig completion zsh)"` },
  fish: {
    start: 'fish --no-config -i',
    prepare: `function fish_prompt; echo -n '${PROMPT}'; end; sig completion fish | source`,
  },
} as const;

let bin: Bin;
let inviteID: string;

beforeAll(async () => {
  bin = new Bin();
  // A command of this name, as an installed package has one.
  mkdirSync(join(bin.home, 'bin'));
  const sig = join(bin.home, 'bin', 'sig');
  writeFileSync(sig, `#!/bin/sh\nexec '${process.execPath}' '${SIG}' "$@"\n`);
  chmodSync(sig, 0o755);
  writeFileSync(join(bin.home, 'payload.json'), '{}');
  await bin.line('user login alice bob');
  await bin.line('group create team --owner alice --members bob');
  const invited = await bin.line('invite alice bob --timeout 600 --json');
  inviteID = JSON.parse(invited.out.trim().split('\n').at(-1)!).result.inviteID;
});

afterAll(() => bin.end());

function installed(shell: string): Requirement {
  return { missing: spawnSync(shell, ['--version']).error && `${shell} is not installed` };
}

for (const [shell, { start, prepare }] of Object.entries(SHELLS)) {
  describeWith([PTY, installed(shell)], `in ${shell}, Tab completes`, () => {
    test('commands, users, groups, IDs, options, values and files', async () => {
      const path = `${join(bin.home, 'bin')}:${process.env.PATH}`;
      const pty = new Pty(start, { ...bin.env, PATH: path, HOME: bin.home, ZDOTDIR: bin.home });
      onTestFinished(() => pty.end());
      await pty.press(`cd '${bin.home}'; ${prepare}; clear\n`, /^ready>/);
      const kill = '\x15';
      for (const [typed, completed] of [
        ['sig compl', 'sig completion'],
        ['sig accept bo', 'sig accept bob'],
        ['sig group remove te', 'sig group remove team'],
        [`sig accept bob ${inviteID.slice(0, 4)}`, `sig accept bob ${inviteID}`],
        ['sig list --us', 'sig list --user'],
        ['sig list --state pend', 'sig list --state pending'],
        ['sig user logi', 'sig user login'],
        ['sig decode payl', 'sig decode payload.json'],
      ] as const) {
        await pty.press(`${typed}\t`, `${PROMPT}${completed}`);
        expect(await pty.screen.line()).toContain(completed);
        await pty.press(kill, /ready>$/);
      }
    });
  });
}
