import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/registry.js';
import { executeLine } from '../../../src/cli/execute-line.js';
import { ADVICE } from '../../../src/im/advice/index.js';
import { allErrorCodes, type ErrorName } from '../../../src/im/error-codes.js';
import { fakeCli } from '../fake-cli.js';

async function sig(...argv: string[]) {
  const cli = fakeCli();
  await executeLine(cli, COMMANDS, argv);
  return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
}

test.each(allErrorCodes())(
  'sig explain $code ($name): who is at fault, and what to do',
  async ({ code, name }) => {
    for (const given of [String(code), name]) {
      const { code: exit, out } = await sig('explain', given);
      expect(exit).toBe(0);
      expect(out).toMatch(/^at fault {2}\w/m);
      expect(out).toMatch(/^remedy {4}\w/m);
    }
  },
);

test('what is not all in the meaning has when it comes, and what changes it', async () => {
  expect((await sig('explain', '8010')).out).toMatchInlineSnapshot(`
    "8010 ERR_SDK_SIGNALING_INVALID_INVITE_ID: invite id unknown, or that invitation
    is already finished

    when      the invitation is over (answered, cancelled, timed out), was never
              seen by this device, or another device answered first
    at fault  nobody: two things crossed, and the app must be ready for it
    remedy    take the call screen away: the invitation's end is on its way by the
              listener; sig show ID tells who was first"
  `);
  expect((await sig('explain', '70001')).out).toContain('setting   --key and --sdkappid');
});

test('--json has the same', async () => {
  const { out } = await sig('explain', '20006', '--json');
  expect(JSON.parse(out)).toMatchObject({
    ...{ code: 20006, name: 'ERR_SVR_MSG_PUSH_DENY', fault: 'backend' },
    setting: expect.stringContaining('--webhook'),
  });
});

describe('a code that is not known', () => {
  test('by number: the nearest', async () => {
    const { code, err } = await sig('explain', '8012');
    expect(code).toBe(2);
    expect(err).toContain('8010, 8011');
  });

  test('by name: did you mean', async () => {
    expect((await sig('explain', 'ERR_SDK_NOT_LOGED_IN')).err).toContain('sig explain ERR_SDK_NOT_LOGGED_IN');
  });
});

describe('the advice', () => {
  const entries = Object.entries(ADVICE) as [ErrorName, (typeof ADVICE)[ErrorName]][];

  test('is there for every code of the table, and for no other', () => {
    expect(Object.keys(ADVICE).sort()).toEqual(
      allErrorCodes()
        .map(({ name }) => name)
        .sort(),
    );
  });

  test.each(entries)(
    '%s is one plain sentence without a full stop',
    (_, { remedy, when = 'w', setting = 's' }) => {
      for (const text of [remedy, when, setting]) expect(text).toMatch(/^[^A-Z\s][^\n]*[^.\s]$|^.$/);
    },
  );

  test('names only options that sig hub start and sig group create have', async () => {
    const help = (await sig('hub', 'start', '--help')).out + (await sig('group', 'create', '--help')).out;
    const more = (await sig('webhook', 'listen', '--help')).out;
    for (const [, { setting = '', remedy }] of entries) {
      for (const option of `${setting} ${remedy}`.match(/--[a-z-]+/g) ?? [])
        expect(help + more).toContain(option);
    }
  });
});
