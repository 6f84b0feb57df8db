import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RealUser } from '../../real-sdk/real-user.js';
import { Sig } from '../sig.js';

const sig = new Sig();
const file = (name: string) => join(sig.home, name);
const text = (name: string) => readFileSync(file(name), 'utf8');

beforeAll(async () => {
  expect((await sig.line('hub start --memory --port 0')).code).toBe(0);
});
afterAll(() => sig.leave());

/** Runs what was recorded. */
async function passes(name: string): Promise<void> {
  const { code, out } = await sig.run(['run', file(name)]);
  expect(code, `${out}\n${text(name)}`).toBe(0);
}

test('a session at the REPL becomes a scenario that passes', async () => {
  await sig.run(['repl'], 'group create team --owner alice --members bob carol\nuser login alice bob\n');
  const recording = sig.start(['record', file('repl.sig.yaml')]);
  await recording.saw('recording');
  const session = await sig.run(
    ['repl'],
    `invite alice bob --timeout 30 --data '{"call":"video"}'
modify alice --data '{"call":"audio"}'
accept bob --data "on my way"
send alice bob "see you <soon>"
user logout bob
invite alice bob --push-desc ringing --timeout 30
user login bob
reject bob --data /busy/
user login carol --device pad
invite-group alice team bob carol --timeout 60
accept bob
cancel alice
`,
  );
  expect(session, session.err).toMatchObject({ code: 0 });
  recording.child.kill('SIGINT');
  const { code, out, err } = await recording.ended;
  expect([code, err]).toEqual([0, expect.not.stringContaining('another way')]);
  expect(out).toMatch(/repl\.sig\.yaml is written: \d+ steps, 3 users, 3 invitations; run it with: sig run/);
  const written = text('repl.sig.yaml');
  expect(written).toContain('scenario: repl\n');
  expect(written).toContain('- alice modifies call1: { data: { call: audio } }');
  expect(written).toContain('- bob gets a message from alice: see you \\<soon>');
  expect(written).toContain('- bob gets a push: { desc: ringing }');
  expect(written).toContain('- alice sees bob reject call2: { data: /^\\/busy\\/$/ }');
  expect(written).toContain('- carol sees call3 cancelled');
  await passes('repl.sig.yaml');

  const again = await sig.run(['record', file('repl.sig.yaml')]);
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('--force') });
});

test('what has just happened can be recorded afterwards', async () => {
  const { code, out } = await sig.run([
    'record',
    file('past.sig.yaml'),
    '--past',
    '--json',
    '--name',
    'past',
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ scenario: 'past', invitations: 3, differing: 0 });
  await passes('past.sig.yaml');
});

test('calls of the real SDK become steps, beside those of a virtual user', async () => {
  const { port } = sig.state();
  const recording = sig.start(['record', file('real.sig.yaml')]);
  await recording.saw('recording');
  const [anna, ben] = [
    new RealUser(`ws://127.0.0.1:${port}`, 'anna'),
    new RealUser(`ws://127.0.0.1:${port}`, 'ben'),
  ];
  await Promise.all([anna.login(), ben.login()]);
  const first = await anna.invite('ben', '{"call":"audio"}', 30);
  await ben.hear('onReceiveNewInvitation', first);
  await anna.modify(first, '{"call":"video"}');
  await ben.hear('onInvitationModified', first);
  await ben.accept(first, 'yes');
  await anna.hear('onInviteeAccepted', first);
  const second = await ben.invite('dora', 'are you there?', 30);
  await sig.line('accept dora');
  await ben.hear('onInviteeAccepted', second);
  const third = await anna.invite('ben', '', 30, true);
  await ben.hear('onReceiveNewInvitation', third);
  await anna.cancel(third, 'never mind');
  await ben.hear('onInvitationCancelled', third);
  await Promise.all([anna.logout(), ben.logout()]);
  recording.child.kill('SIGINT');
  expect(await recording.ended).toMatchObject({ code: 0, err: expect.not.stringContaining('another way') });
  const written = text('real.sig.yaml');
  for (const step of [
    'devices: { web: { dialect: web',
    '- anna invites ben: { as: call1, timeout: 30, data: { call: audio } }',
    '- ben receives call1: { data: { call: audio } }',
    '- ben sees call1 modified: { data: { call: video } }',
    '- anna sees ben accept call1: { data: yes }',
    '- dora accepts call2',
    '- ben sees dora accept call2',
    'online only: true',
    '- ben sees call3 cancelled: { data: never mind }',
    '- anna logs out',
  ])
    expect(written).toContain(step);
  await passes('real.sig.yaml');
});

test('a backend that sends by REST takes part', async () => {
  const { port } = sig.state();
  const recording = sig.start(['record', file('rest.sig.yaml')]);
  await recording.saw('recording');
  const invite = {
    businessID: 1,
    timeout: 30,
    data: 'door bell',
    inviteID: 'bell-1',
    groupID: '',
    actionType: 1,
  };
  const answer = await fetch(
    `http://127.0.0.1:${port}/v4/openim/sendmsg?sdkappid=1&identifier=administrator&usersig=x&random=1&contenttype=json`,
    {
      method: 'POST',
      body: JSON.stringify({
        ...{ From_Account: 'door', To_Account: 'alice', MsgRandom: 7, MsgSeq: 1 },
        MsgBody: [
          {
            MsgType: 'TIMCustomElem',
            MsgContent: { Data: JSON.stringify({ ...invite, inviter: 'door', inviteeList: ['alice'] }) },
          },
        ],
      }),
    },
  );
  expect(await answer.json()).toMatchObject({ ErrorCode: 0 });
  await sig.line('reject alice --data later');
  recording.child.kill('SIGTERM');
  expect(await recording.ended).toMatchObject({ code: 0 });
  expect(text('rest.sig.yaml')).toContain('- door invites alice: { timeout: 30, data: door bell }');
  expect(text('rest.sig.yaml')).toContain('- alice rejects call: { data: later }');
  await passes('rest.sig.yaml');
});

test('it ends by itself when nothing happens any more', async () => {
  const recording = sig.start(['record', file('idle.sig.yaml'), '--until-idle', '500ms']);
  await recording.saw('recording');
  await sig.line('send alice bob hello');
  expect(await recording.ended).toMatchObject({ code: 0 });
  expect(text('idle.sig.yaml')).toContain('- alice messages bob: hello');
  await passes('idle.sig.yaml');
});

test('a trace that was kept becomes a scenario; nothing to record is said', async () => {
  const { out } = await sig.run(['invite', 'alice', 'bob', '--json', '--ephemeral', '--no-follow']);
  writeFileSync(file('trace.ndjson'), out);
  const printed = await sig.run(['record', '-', '--from', file('trace.ndjson')]);
  expect(printed.out).toContain('- alice invites bob:');
  writeFileSync(file('none.ndjson'), '');
  expect(await sig.run(['record', file('none.sig.yaml'), '--from', file('none.ndjson')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('nothing happened'),
  });
  writeFileSync(file('wrong.ndjson'), '{"kind":"call","at":1}\nhello\n');
  expect(await sig.run(['record', '-', '--from', file('wrong.ndjson')])).toMatchObject({
    code: 2,
    err: expect.stringContaining('wrong.ndjson:2: this is no event'),
  });
});
