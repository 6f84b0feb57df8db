import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { textWidth } from '../../../src/text/width.js';
import { Bench, type Ended } from '../bench.js';

/** What was printed, with the time of day that it has everywhere. */
function printed({ out }: Ended): string {
  return out.replace(/^\d\d:\d\d:\d\d\.\d{3}/gm, '12:00:00.000').replace(/ +$/gm, '');
}

async function open(...prepare: string[]): Promise<Bench> {
  const bench = await Bench.open();
  await bench.ok('user login alice bob');
  for (const command of prepare) await bench.ok(command);
  return bench;
}

const INVITE = `invite alice bob --data '{"call":"video","room":7}'`;

test('invite', async () => {
  const bench = await open();
  expect(printed(await bench.sig(INVITE))).toMatchInlineSnapshot(`
    "12:00:00.000  alice         invite bob                                  239126bd
                                timeout 30 s
    12:00:00.000  alice → bob   INVITE  kept in history                     239126bd
                                inviteID     239126bd675b4122bf5db9e0278cdcb2
                                inviter      alice
                                inviteeList  bob
                                actionType   1 (invite)
                                timeout      30 s
                                data         { "call": "video", "room": 7 }
    12:00:00.000  bob           onReceiveNewInvitation                      239126bd
                                from alice to bob  {"call":"video","room":7}
    12:00:00.000  alice         ✓ invite succeeded                          239126bd"
  `);
});

test('accept', async () => {
  const bench = await open(INVITE);
  expect(printed(await bench.sig('accept bob'))).toMatchInlineSnapshot(`
    "12:00:00.000  bob           accept                                      239126bd
    12:00:00.000  bob → alice   ACCEPT  kept in history                     239126bd
                                inviteID     239126bd675b4122bf5db9e0278cdcb2
                                inviter      alice
                                inviteeList  bob
                                actionType   3 (accept)
    12:00:00.000  alice         onInviteeAccepted                           239126bd
                                by bob
    12:00:00.000  bob           onInviteeAccepted                           239126bd
                                by bob
    12:00:00.000  bob           ✓ accept succeeded                          239126bd"
  `);
});

test('reject', async () => {
  const bench = await open(INVITE);
  expect(printed(await bench.sig('reject bob --data busy'))).toMatchInlineSnapshot(`
    "12:00:00.000  bob           reject                                      239126bd
    12:00:00.000  bob → alice   REJECT  kept in history                     239126bd
                                inviteID     239126bd675b4122bf5db9e0278cdcb2
                                inviter      alice
                                inviteeList  bob
                                actionType   4 (reject)
                                data         busy
    12:00:00.000  alice         onInviteeRejected                           239126bd
                                by bob  busy
    12:00:00.000  bob           onInviteeRejected                           239126bd
                                by bob  busy
    12:00:00.000  bob           ✓ reject succeeded                          239126bd"
  `);
});

test('cancel', async () => {
  const bench = await open(INVITE);
  expect(printed(await bench.sig('cancel alice'))).toMatchInlineSnapshot(`
    "12:00:00.000  alice         cancel                                      239126bd
    12:00:00.000  alice → bob   CANCEL  kept in history                     239126bd
                                inviteID     239126bd675b4122bf5db9e0278cdcb2
                                inviter      alice
                                inviteeList  bob
                                actionType   2 (cancel)
    12:00:00.000  bob           onInvitationCancelled                       239126bd
                                from alice
    12:00:00.000  alice         onInvitationCancelled                       239126bd
                                from alice
    12:00:00.000  alice         ✓ cancel succeeded                          239126bd"
  `);
});

test('modify', async () => {
  const bench = await open(INVITE);
  expect(printed(await bench.sig(`modify alice --data '{"call":"audio"}'`))).toMatchInlineSnapshot(`
    "12:00:00.000  alice         modifyInvitation                            239126bd
    12:00:00.000  alice → bob   MODIFIED  version 1                         239126bd
                                inviteID     239126bd675b4122bf5db9e0278cdcb2
                                inviter      alice
                                inviteeList  bob
                                actionType   1 (invite)
                                timeout      30 s
                                data         { "call": "audio" }
    12:00:00.000  bob           onInvitationModified                        239126bd
                                {"call":"audio"}
    12:00:00.000  alice         onInvitationModified                        239126bd
                                {"call":"audio"}
    12:00:00.000  alice         ✓ modifyInvitation succeeded                239126bd"
  `);
});

test('a time-out', async () => {
  const bench = await open();
  const { out, ...rest } = await bench.start('invite alice bob --timeout 5 --wait').ended();
  const after = out.slice(out.indexOf('invite succeeded'));
  expect(printed({ out: after.slice(after.indexOf('\n') + 1), ...rest })).toMatchInlineSnapshot(`
    "12:00:00.000  bob → alice   TIMEOUT  kept in history                    239126bd
                                inviteID     239126bd675b4122bf5db9e0278cdcb2
                                inviter      alice
                                inviteeList  bob
                                actionType   5 (timeout)
    12:00:00.000  alice         onInvitationTimeout                         239126bd
                                to bob
    12:00:00.000  bob           onInvitationTimeout                         239126bd
                                to bob"
  `);
});

test('an invitation of a group', async () => {
  const bench = await open('user login carol', 'group create team --owner alice --members bob carol');
  expect(printed(await bench.sig('invite-group alice team bob carol'))).toMatchInlineSnapshot(`
    "12:00:00.000  alice         inviteInGroup team: bob, carol              30dd1741
                                timeout 30 s
    12:00:00.000  alice → team  INVITE  kept in history                     30dd1741
                                inviteID     30dd17410af04593ad68e76397234e9d
                                inviter      alice
                                inviteeList  bob, carol
                                groupID      team
                                actionType   1 (invite)
                                timeout      30 s
    12:00:00.000  bob           onReceiveNewInvitation                      30dd1741
                                from alice to bob, carol in team
    12:00:00.000  carol         onReceiveNewInvitation                      30dd1741
                                from alice to bob, carol in team
    12:00:00.000  alice         ✓ inviteInGroup succeeded                   30dd1741"
  `);
});

test('a push to somebody who is offline', async () => {
  const bench = await open('user logout bob');
  const line = `invite alice bob --push-title Call --push-desc 'alice calls' --push-ext '{"x":1}' --timeout 90`;
  expect(printed(await bench.sig(line))).toMatchInlineSnapshot(`
    "12:00:00.000  alice         invite bob                                  239126bd
                                timeout 1 min 30 s, push "Call: alice calls"
    12:00:00.000  alice → bob   INVITE  kept in history                     239126bd
                                inviteID     239126bd675b4122bf5db9e0278cdcb2
                                inviter      alice
                                inviteeList  bob
                                actionType   1 (invite)
                                timeout      90 s (1 min 30 s)
    12:00:00.000  bob           PUSH  Call: alice calls
                                from alice, while offline
                                ext {"x":1}
    12:00:00.000  alice         ✓ invite succeeded                          239126bd"
  `);
});

test('ordinary messages', async () => {
  const bench = await open();
  const text = await bench.sig('send alice bob hello there');
  const custom = await bench.sig(`send alice bob --custom '{"businessID":"x"}' --online-only`);
  expect(`${printed(text)}\n${printed(custom)}`).toMatchInlineSnapshot(`
    "12:00:00.000  alice         sendMessage bob
    12:00:00.000  alice → bob   MESSAGE  kept in history
                                hello there
    12:00:00.000  alice         ✓ sendMessage succeeded
    12:00:00.000  alice         sendMessage bob
                                online users only
    12:00:00.000  alice → bob   MESSAGE  for online users only
                                { "businessID": "x" }
    12:00:00.000  alice         ✓ sendMessage succeeded"
  `);
});

test('what the SDK refuses', async () => {
  const bench = await open(INVITE);
  const { inviteID } = (await bench.rows<{ inviteID: string }>('list'))[0]!;
  const { out, err, code } = await bench.sig(`cancel bob ${inviteID}`);
  expect(code).toBe(1);
  expect(`${printed({ out, err, code })}\n${err}`).toMatchInlineSnapshot(`
    "12:00:00.000  bob           cancel                                      239126bd
    12:00:00.000  bob           ✗ cancel failed: 8011                       239126bd
                                ERR_SDK_SIGNALING_NO_PERMISSION: bob did not send
                                invitation 239126bd675b4122bf5db9e0278cdcb2
    ✗ bob did not send invitation 239126bd675b4122bf5db9e0278cdcb2 (8011 ERR_SDK_SIGNALING_NO_PERMISSION)
      cancel it as alice"
  `);
});

test('long JSON is indented, very long JSON cut, and the rest counted', async () => {
  const bench = await open();
  const members = Array.from({ length: 40 }, (_, at) => ({ id: `member-${at}`, device: 'phone' }));
  const { out } = await bench.sig(`invite alice bob --data '${JSON.stringify({ room: 1, members })}'`);
  expect(out).toMatch(/\n +data\n +\{\n +"room": 1,\n +"members": \[/);
  expect(out).toMatch(/… \d+ more lines, \d+ characters/);
});

const FAR_OUT = [
  ['text without a space', 'x'.repeat(500)],
  ['Chinese', '你好，这是一次视频通话邀请。'.repeat(12)],
  ['Japanese in JSON', JSON.stringify({ メッセージ: 'ビデオ通話に招待されました'.repeat(9) })],
  ['emoji', '📞🎥✅⭐'.repeat(40)],
  ['combining marks', 'e\u0301'.repeat(150)],
  ['line breaks and tabs', 'one\ntwo\tthree\r\n'.repeat(9)],
] as const;

test.each(FAR_OUT)('no line is wider than 80 columns: %s', async (_, data) => {
  const bench = await open(`user add ${'u'.repeat(32)} ${'v'.repeat(32)}`);
  const [u, v] = ['u'.repeat(32), 'v'.repeat(32)];
  const outs = [
    await bench.ok(`invite ${u} ${v} --data '${data}' --push-title '${data}' --push-desc '${data}'`),
    await bench.ok(`modify ${u} --data '${data}!'`),
    await bench.ok(`accept ${v} --data '${data}'`),
    ...(await Promise.all(['list', 'show', `history ${u} ${v}`, 'user list'].map((line) => bench.ok(line)))),
    await bench.ok(`send ${u} ${v} '${data}'`),
  ];
  for (const line of outs.join('\n').split('\n')) expect(textWidth(line), line).toBeLessThanOrEqual(80);
});

test('a terminal that is wider gets lines of a hundred columns, no more', async () => {
  const bench = await open();
  const { out } = await bench.sig(`invite alice bob --data '${'x '.repeat(300)}'`, { columns: 200 });
  const widest = Math.max(...out.split('\n').map((line) => textWidth(line.trimEnd())));
  expect(widest).toBeGreaterThan(90);
  expect(widest).toBeLessThanOrEqual(100);
});

test('colours add nothing but colours, and every one of them ends on its line', async () => {
  const plain = await (await open()).sig(INVITE);
  const coloured = await (await open()).sig(INVITE, { paint: new Chalk({ level: 1 }) });
  expect(coloured.out.replace(/\x1b\[\d+m/g, '')).toBe(plain.out);
  for (const line of coloured.out.split('\n')) {
    const codes = [...line.matchAll(/\x1b\[(\d+)m/g)].map(([, code]) => Number(code));
    const opened = codes.filter((code) => code < 22 || (code >= 30 && code < 39)).length;
    expect(codes.length, line).toBe(2 * opened);
  }
});

test('what others sent never moves the cursor nor turns the writing', async () => {
  const bench = await open();
  const evil = 'a\x1b[2J\x1b]0;title\x07b\u202ec\u2066d\x9bK';
  const outs = [
    await bench.ok(`invite alice bob --data '${evil}'`),
    await bench.ok(`send alice bob '${evil}'`),
    ...(await Promise.all(['list', 'show', 'history alice bob'].map((line) => bench.ok(line)))),
  ];
  expect(outs.join('')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
});

test('--json prints events as lines of the trace and last the result, and nothing for a person', async () => {
  const bench = await open();
  const { out, err } = await bench.sig(`${INVITE} --json`);
  const lines = out.split('\n').map((line) => JSON.parse(line));
  expect(err).toBe('');
  expect(lines.slice(0, -1).map(({ kind, method, name }) => method ?? name ?? kind)).toEqual([
    'invite',
    'message',
    'onReceiveNewInvitation',
    'invite',
  ]);
  expect(lines.every((line, at) => at === lines.length - 1 || line.v === 1)).toBe(true);
  expect(Object.keys(lines.at(-1))).toEqual(['result']);
});
