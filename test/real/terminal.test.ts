import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from 'vitest';
import { SIG } from '../cli/sig.js';
import { Bin } from '../e2e/bin.js';
import { PTY, Pty } from './pty.js';
import { describeWith } from './requirements.js';

let bin: Bin;

beforeAll(async () => {
  bin = new Bin();
  await bin.line('user login alice bob');
});

afterAll(() => bin.end());

/** The built sig at a real terminal. */
function sit(args: string, env: NodeJS.ProcessEnv = {}): Pty {
  const pty = new Pty(`'${process.execPath}' '${SIG}' ${args}`, { ...bin.env, ...env });
  onTestFinished(() => pty.end());
  onTestFailed(async () => console.error(await pty.screen.text()));
  return pty;
}

describeWith(PTY, 'at a terminal of the operating system', () => {
  test('sig invite follows, counts down, and answers on the spot', async () => {
    const pty = sit('invite alice bob --timeout 50');
    await pty.shows(/bob pending {2}(50|4\d) s {3}a accept {2}r reject {2}c cancel {2}m modify {2}q leave/);
    const before = await pty.screen.line();
    await pty.shows(new RegExp(`bob pending {2}(?!${/\d+ s/.exec(before)![0]})\\d+ s`));
    await pty.press('m', '? New data:');
    await pty.press('new\r', /modifyInvitation succeeded[\s\S]*q leave$/);
    await pty.press('r', /rejected after \d+ s/);
    expect(await pty.ended).toBe(0);
    expect(await pty.screen.text()).toContain('every message of it');
  });

  test('with NO_COLOR it writes no colour', async () => {
    const pty = sit('invite alice bob', { NO_COLOR: '1' });
    await pty.shows('a accept');
    await pty.press('q', 'stays pending; go on with:');
    expect(await pty.ended).toBe(0);
    expect(pty.screen.written).not.toMatch(/\x1b\[[\d;]*m/);
  });

  test('without NO_COLOR it does, and --no-color takes them away', async () => {
    const { NO_COLOR: _, ...colourful } = bin.env;
    const dressed = new Pty(`'${process.execPath}' '${SIG}' user list`, colourful);
    const plain = new Pty(`'${process.execPath}' '${SIG}' user list --no-color`, colourful);
    await Promise.all([dressed.ended, plain.ended]);
    expect(dressed.screen.written).toMatch(/\x1b\[32monline/);
    expect(plain.screen.written).not.toContain('\x1b');
    expect(await dressed.screen.text()).toBe(await plain.screen.text());
  });

  test('--wait ends with the outcome as its exit code', async () => {
    const pty = sit('invite alice bob --wait');
    await pty.shows('a accept');
    await pty.press('r', 'rejected after');
    expect(await pty.ended).toBe(3);
  });

  test('bare sig is the REPL; it leaves the terminal as it was', async () => {
    const pty = sit('');
    await pty.shows('sig>');
    await pty.press('invite al\tbo\t--no', /sig> invite alice bob --no$/);
    await pty.press('-follow\r', 'invite succeeded');
    await bin.line('send bob alice hello');
    await pty.shows(/bob → alice +MESSAGE/);
    await pty.press('hub stop\r', 'events stop here');
    await pty.press('user list\r', /started a hub in the background[\s\S]*alice +online/);
    await bin.line('send bob alice again');
    await pty.shows(/again\n/);
    pty.type('\x04');
    expect(await pty.ended).toBe(0);
  });
});
