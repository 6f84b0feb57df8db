import { expect, test } from 'vitest';
import { runSteps } from './run-text.js';

const HEAD = 'users: [alice, { bob: { online: false } }, carol]\ngroups: { team: [alice, bob, carol] }';

test('what bob finds after a missed call', async () => {
  const { failures } = await runSteps(
    `
- carol messages bob: hello
- after: 1s
- alice invites bob: { timeout: 30, data: { call: video } }
- after: 31s
- bob's unread count with carol is: 1
- bob's conversations are: [alice, carol]
- bob's last message with alice is: { signal: timeout, call: call, from: alice }
- bob's last message with carol is: hello
- bob's history with alice is:
    - { signal: invite, data: { call: video } }
    - { signal: timeout }
- bob logs in
- bob calls markC2CMessageAsRead: [carol]
- bob's unread count with carol is: 0
- bob messages carol: hi
- bob's conversations are: [carol, alice]
- alice messages group team: all
- bob's last message in team is: { text: all, from: alice }
- bob's history in team is: [{ text: all }]
- bob's unread count in team is: 1
`,
    HEAD,
  );
  expect(failures).toEqual([]);
});

test('what differs is said', async () => {
  const one = (step: string) => runSteps(`- carol messages bob: hello\n- ${step}`, HEAD);
  expect((await one("bob's unread count is: 2")).failures).toMatchObject([
    { seen: 'unread: expected 2, but it is 1' },
  ]);
  expect((await one("bob's last message with carol is: bye")).failures[0]!.seen).toContain('expected "bye"');
  expect((await one("bob's conversations are: [alice]")).failures[0]!.seen).toContain('expected "alice"');
  expect((await one("bob's history with carol is: []")).failures[0]!.seen).toContain('length');
});

test('the backend sends by REST', async () => {
  const { failures } = await runSteps(
    `
- the backend sends openim/sendmsg:
    body:
      From_Account: carol
      To_Account: alice
      MsgRandom: 7
      MsgBody: [{ MsgType: TIMTextElem, MsgContent: { Text: from the server } }]
    returns: { ErrorCode: 0 }
- alice gets a message from carol: from the server
- backend sends group_open_http_svc/destroy_group: { body: { GroupId: nowhere }, fails: 10010 }
`,
    HEAD,
  );
  expect(failures).toEqual([]);
  const wrong = await runSteps(
    '- backend sends group_open_http_svc/destroy_group: { GroupId: nowhere }',
    HEAD,
  );
  expect(wrong.failures[0]!.seen).toContain('10010');
});
