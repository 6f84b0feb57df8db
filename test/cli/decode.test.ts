import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.js';
import { executeLine } from '../../src/cli/execute-line.js';
import { lineSchema } from '../../src/decode/line-schema.js';
import { FINDINGS } from '../../src/decode/rules/index.js';
import type { Clock } from '../../src/runtime/clock.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import { sendmsg, signalText } from '../decode/decoded.js';
import { FINDING_SAMPLES } from '../decode/finding-samples.js';
import { type FakeCli, fakeCli } from './fake-cli.js';

async function sig(argv: string[], stdin = '') {
  const cli = fakeCli({ stdin: Readable.from([Buffer.from(stdin)]) });
  await executeLine(cli, COMMANDS, argv);
  return { code: cli.exitCode, out: cli.lines.join('\n'), err: cli.notes.join('\n') };
}

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sig-decode-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('sig decode', () => {
  it('shows a signal, who takes it, and what is wrong with it', async () => {
    const { code, out } = await sig(['decode'], sendmsg({}, signalText({ timeout: 30_000 })));
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'INVITE  alice → bob  rings 30000 s',
        '  found      line 1, rest-sendmsg',
        '  inviteID   51711daa-6c8b-455a-9fb4-8cb6bbb2dfe2',
        '  message    alice → bob',
        '  desc       call',
        '  signal for ✓ native  ✓ web  ✓ tsignaling',
        '  data       ring',
        '  ! timeout-in-milliseconds',
        '    timeout 30000 would be 8.3 hours',
        '    at $.MsgBody[0].MsgContent.Data|$.timeout',
        '    → Write 30.',
        '',
      ].join('\n'),
    );
  });

  it('says dialect by dialect where they disagree', async () => {
    const { out } = await sig(['decode', signalText({ businessID: 2, timeout: '30', inviter: 7 })]);
    expect(out).toContain('native     ✗ no      inviter is no text');
    expect(out).toContain('web        ✓ signal');
    expect(out).toContain('tsignaling ✗ no      businessID is 2, not the number 1');
    expect(out).toContain('web reads timeout "30"');
  });

  it('tells once what is wrong in many places in the same way', async () => {
    const { out } = await sig(
      ['decode'],
      sendmsg({}, "{'inviteID': 'x', 'inviter': 'alice', 'inviteeList': ['bob'], 'actionType': 1}"),
    );
    expect(out.match(/single-quotes/g)).toHaveLength(1);
    expect(out.replace(/\s+/g, ' ')).toContain('(character 1), and 6 more like this');
    expect(out.match(/misspelt/g)).toBeNull();
    const misspelt = await sig(
      ['decode'],
      signalText({ inviteId: 'x', action_type: 1, inviteID: undefined, actionType: undefined }),
    );
    expect(misspelt.out.match(/misspelt-key/g)).toHaveLength(2);
  });

  it('calls a signal whose kind nobody can tell just that', async () => {
    const { out } = await sig(['decode'], signalText({ actionType: '1' }));
    expect(out.split('\n')[0]).toBe('SIGNAL  alice → bob');
  });

  it('fits 80 columns without colour', async () => {
    const { out } = await sig(['decode', sendmsg({}, signalText({ data: 'long '.repeat(100) }))]);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('prints lines that follow the published schema', async () => {
    const { out } = await sig([
      'decode',
      '--json',
      file('a.json', `${sendmsg()}\n${signalText({ data: {} })}`),
    ]);
    const lines = out.split('\n').map((line) => JSON.parse(line));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(lineSchema.strict().safeParse(line).error).toBeUndefined();
    expect(lines[1]).toMatchObject({ at: { file: join(folder, 'a.json'), line: 2 }, message: null });
  });

  it.each([
    ['every finding has and has not', Object.values(FINDING_SAMPLES).flat()],
    [
      'the SDKs were asked about',
      JSON.parse(fixture('decode-cases.json')).map(({ message }: { message: unknown }) =>
        typeof message === 'string' ? message : JSON.stringify(message),
      ),
    ],
    ['the Web SDK sent', fixture('web-sdk-frames.ndjson').split('\n')],
    ['the Web SDK gave to its app', [fixture('web-sdk-messages.json')]],
  ])('prints lines that follow the published schema for what %s, redacted too', async (_, payloads) => {
    for (const flags of [[], ['--redact']]) {
      let lines = 0;
      for (const payload of payloads) {
        const { out, code } = await sig(['decode', '--json', ...flags], payload);
        // Some hold no message at all, which is an error.
        if (code !== 0) continue;
        for (const line of out.split('\n').filter((each) => each !== '')) {
          lines++;
          expect(lineSchema.strict().safeParse(JSON.parse(line)).error).toBeUndefined();
        }
      }
      expect(lines).toBeGreaterThan(8);
    }
  });

  it('leaves out with --only-signals what nobody takes for one, but not what makes an SDK throw', async () => {
    const broken = sendmsg({}, signalText().slice(0, -1));
    const text = sendmsg({ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] });
    const { out } = await sig(['decode', '--json', '--only-signals'], [text, broken, sendmsg()].join('\n'));
    const said = out.split('\n').map((line) => JSON.parse(line).verdicts);
    expect(said.map(({ web }) => web.signal)).toEqual(['throws', true]);
  });

  it('ends with code 1 where something of the level of --fail-on is found', async () => {
    const warning = sendmsg({}, signalText({ timeout: 30_000 }));
    expect((await sig(['decode', '--fail-on', 'warning'], warning)).code).toBe(1);
    expect((await sig(['decode', '--fail-on', 'error'], warning)).code).toBe(0);
    expect((await sig(['decode', '--fail-on', 'info'], sendmsg())).code).toBe(0);
    expect((await sig(['decode', '--fail-on', 'loud'], sendmsg())).code).toBe(2);
  });

  it('says what the matter is where there is no message', async () => {
    expect(await sig(['decode'], '')).toMatchObject({
      code: 2,
      err: expect.stringContaining('the input is empty'),
    });
    expect(await sig(['decode'], 'hello')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no JSON in 1 line'),
    });
    expect(await sig(['decode'], '{"a":1}')).toMatchObject({
      code: 1,
      err: expect.stringContaining('1 JSON text, but no message in them'),
    });
    expect(await sig(['decode', join(folder, 'none.json')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no such file'),
    });
  });

  it('takes a payload itself for an argument, also in a line of a log', async () => {
    for (const payload of [
      signalText(),
      `I/im (42): got ${signalText()} ok`,
      Buffer.from(sendmsg()).toString('base64'),
    ])
      expect((await sig(['decode', payload])).out).toContain('INVITE  alice → bob');
  });

  it('sums up several messages for a person', async () => {
    const { err } = await sig(['decode'], `${sendmsg()}\n${sendmsg({ From_Account: 'carol' })}`);
    expect(err).toBe('2 messages, 2 signals: 1 warning');
  });

  it('replaces users and data with --redact, the same by the same', async () => {
    const data = '{"room":30214,"token":"secret","host":"alice"}';
    const text = [
      sendmsg({}, signalText({ data })),
      sendmsg({ From_Account: 'carol' }, signalText({ inviteeList: ['bob', 'dave'] })),
    ].join('\n');
    const { out } = await sig(['decode', '--json', '--redact'], text);
    for (const word of ['alice', 'bob', 'carol', 'secret', '30214', 'ring"', '"call"'])
      expect(out).not.toContain(word);
    const [first, second] = out.split('\n').map((line) => JSON.parse(line));
    expect(first.info).toMatchObject({ inviter: 'user1', inviteeList: ['user2'] });
    expect(JSON.parse(first.info.data)).toEqual({ room: 900_001, token: 'text2', host: 'user1' });
    expect(second.message.from).toBe('user3');
    expect(second.info).toMatchObject({ inviter: 'user1', inviteeList: ['user2', 'user4'] });
    expect(second.findings[0].message).toBe('inviter is "user1", but the message is from "user3"');
  });

  it('knows the business payloads of --schemas, and before its own', async () => {
    file(
      'gift.yaml',
      [
        'name: gift',
        'title: gift of our app',
        'match: [{ kind: gift }]',
        'fields: { kind: { title: kind }, what: { title: present, values: { r: a rose } } }',
        'summary: [{ say: "{$inviter} gives {what:meaning}" }]',
      ].join('\n'),
    );
    rmSync(join(folder, 'a.json'), { force: true });
    const { out } = await sig([
      'decode',
      '--json',
      '--schemas',
      folder,
      signalText({ data: '{"kind":"gift","what":"r"}' }),
    ]);
    expect(JSON.parse(out).business).toMatchObject({
      name: 'gift',
      summary: 'alice gives a rose',
      fields: [{ path: 'kind' }, { path: 'what', title: 'present', meaning: 'a rose' }],
    });
    file('bad.json', '{"name":"x"}');
    expect(await sig(['decode', '--schemas', folder, signalText()])).toMatchObject({
      code: 2,
      err: expect.stringContaining('bad.json: title'),
    });
  });

  it('prints its schema and its forms', async () => {
    expect(JSON.parse((await sig(['decode', '--json-schema'])).out).properties).toHaveProperty('verdicts');
    expect((await sig(['decode', '--forms'])).out).toContain('rest-sendmsg');
  });
});

describe('sig explain', () => {
  it.each(FINDINGS.map((rule) => rule.code))('%s', async (code) => {
    const { out, code: exit } = await sig(['explain', code]);
    expect(exit).toBe(0);
    expect(out).toContain('Mend it: ');
    expect(JSON.parse((await sig(['explain', code, '--json'])).out).code).toBe(code);
  });

  it('knows the vendor’s error codes', async () => {
    expect((await sig(['explain', '8010'])).out).toContain('ERR_SDK_SIGNALING_INVALID_INVITE_ID');
    expect((await sig(['explain', '424242'])).code).toBe(2);
  });

  it('guesses what was meant, and lists all', async () => {
    expect((await sig(['explain', 'escaped-surogate'])).err).toContain(
      'did you mean: sig explain escaped-surrogate',
    );
    const { out } = await sig(['explain']);
    for (const { code } of FINDINGS) expect(out).toContain(code);
  });
});

describe('what comes from others', () => {
  it('does nothing to the terminal', async () => {
    const evil = 'a\u001b[2J\u001b]0;title\u0007\u202eb\r';
    const text = sendmsg(
      { From_Account: evil, CloudCustomData: evil, MsgKey: evil },
      signalText({
        data: evil,
        inviter: evil,
        inviteID: evil,
        inviteeList: [evil],
        groupID: evil,
        [evil]: 1,
      }),
    );
    for (const argv of [
      ['decode', '-'],
      ['trace', '-'],
      ['trace', '-', '--id', 'a'],
      ['decode', '--redact', '-'],
    ]) {
      const { out, err } = await sig(argv, text);
      expect(out).not.toBe('');
      expect(`${out}${err}`.replaceAll('\n', '')).not.toMatch(
        /[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/,
      );
    }
  });
});

describe('what sig decode prints', () => {
  const long = signalText({ data: `long ${'word '.repeat(60)}end` });

  it('is cut at no place where a file or another program reads it', async () => {
    const cli = fakeCli({ stdin: Readable.from([Buffer.from(`${sendmsg({}, long)}\n`)]), piped: true });
    await executeLine(cli, COMMANDS, ['decode']);
    expect(cli.lines.join('\n')).toContain('word end');
    expect(cli.lines.join('\n')).not.toContain('…');
  });

  it('keeps the width of --width, also for a file', async () => {
    const cli = fakeCli({ stdin: Readable.from([Buffer.from(long)]), piped: true });
    await executeLine(cli, COMMANDS, ['decode', '--width', '60']);
    for (const line of cli.lines.join('\n').split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    expect((await sig(['decode', '--width', 'wide'], long)).code).toBe(2);
  });

  it('says of a text that is no message where it is, and why it is none', async () => {
    const { err } = await sig(['decode'], 'first line\n{"a":1}\n');
    expect(err).toContain('line 1, first line: no JSON');
    expect(err).toContain('line 2, {"a":1}: JSON, but none of its keys are those of a message');
    expect((await sig(['decode'], '{"inviteID": oops(}')).err).toContain('breaks off at character 13');
  });

  it('names a print, a payload and an answer as what they are', async () => {
    const { out } = await sig(
      ['decode'],
      "{'inviteID': 'x', 'inviter': 'alice', 'inviteeList': ['bob'], 'actionType': 1}\n" +
        '{"businessID":"av_call","line_busy":"line_busy"}\n{"ActionStatus":"FAIL","ErrorCode":20012,"ErrorInfo":""}\n',
    );
    expect(out).toContain('(python-print)');
    expect(out).toContain('PAYLOAD\n');
    expect(out).toContain('ANSWER\n');
    expect(out).toContain('signal for not asked: ');
  });
});

describe('sig decode of a long input', () => {
  const many = `${sendmsg()}\n`.repeat(3000);

  it('shows how far it is on standard error where that is a terminal, and clears it', async () => {
    const path = file('many.ndjson', many);
    const written: string[] = [];
    let time = 0;
    const clock = { ...new VirtualClock(), now: () => (time += 1000) } as Clock;
    const status = { columns: 80, write: (text: string) => written.push(text) };
    const cli = fakeCli({ status, clock });
    await executeLine(cli, COMMANDS, ['decode', '--json', path]);
    expect(written.some((text) => /MB.*MB\/s.*left.*signals/.test(text))).toBe(true);
    expect(written.at(-1)).toBe('\r\x1b[2K');
    const quiet = fakeCli();
    await executeLine(quiet, COMMANDS, ['decode', '--json', path]);
    expect(quiet.notes).toEqual([]);
  });

  it('that is stopped prints what was found so far', async () => {
    const interrupted: { cli?: FakeCli } = {};
    const cli = fakeCli({
      stdin: Readable.from(
        (async function* () {
          yield Buffer.from(many);
          interrupted.cli!.interrupt();
          yield Buffer.from(many);
          yield Buffer.from(many);
        })(),
      ),
    });
    interrupted.cli = cli;
    await executeLine(cli, COMMANDS, ['decode', '--json']);
    expect(cli.exitCode).toBe(130);
    expect(cli.notes.join()).toContain('stopped after');
    const lines = cli.lines.join('\n').split('\n').length;
    expect(lines).toBeGreaterThanOrEqual(3000);
    expect(lines).toBeLessThan(9000);
  });

  it('prints the same in several threads, in the same order', { timeout: 120_000 }, () => {
    const records = Array.from({ length: 30_000 }, (_, n) =>
      sendmsg({ MsgSeq: n, Topic: n % 7 ? 'x' : 'é' }),
    );
    const log = records
      .slice(0, 4000)
      .map((each, n) => `2026-11-24 10:00:${String(n % 60).padStart(2, '0')} got ${each}`);
    const files = [file('jobs.ndjson', `${records.join('\n')}\n`), file('jobs.log', log.join('\n'))];
    const bin = fileURLToPath(new URL('../../bin/sig.js', import.meta.url));
    for (const flags of [['--json'], [], ['--json', '--only-signals']]) {
      const run = (jobs: string[]) =>
        spawnSync(process.execPath, [bin, 'decode', ...flags, ...jobs, ...files], {
          encoding: 'utf8',
          maxBuffer: 2 ** 28,
        });
      const [one, two] = [run([]), run(['--jobs', '3'])];
      expect(two.stdout === one.stdout).toBe(true);
      expect([two.stderr, two.status]).toEqual([one.stderr, one.status]);
    }
  });
});
