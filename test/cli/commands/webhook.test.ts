import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { callbackLine } from '../../../src/cli/print/callback.js';
import { startHub } from '../../../src/gateway/running-hub.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { customElement } from '../../../src/im/elements.js';
import { encodeSignal } from '../../../src/signaling/signal.js';

const SIG = fileURLToPath(new URL('../../../bin/sig.js', import.meta.url));

const invitation = {
  ...{ inviteID: '772edc74fabb45889c7ddc1d0dc13bb9', inviter: 'alice', groupID: '', inviteeList: ['bob'] },
  ...{ data: '{"call":"video"}', actionType: 1, timeout: 30 },
};

describe('a callback prints as a line', () => {
  const text = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }];
  const member = (Member_Account: string) => ({ Member_Account });

  test.each([
    [
      'State.StateChange  alice  Login  Register',
      { Info: { Action: 'Login', To_Account: 'alice', Reason: 'Register' } },
    ],
    [
      'State.StateChange  alice  Login  Register  kicks Web, iOS',
      {
        Info: { Action: 'Login', To_Account: 'alice', Reason: 'Register' },
        KickedDevice: [{ Platform: 'Web' }, { Platform: 'iOS' }],
      },
    ],
    [
      'C2C.CallbackAfterSendMsg  alice -> bob  invite 772edc74  {"call":"video"}',
      { From_Account: 'alice', To_Account: 'bob', MsgBody: [customElement(encodeSignal(invitation))] },
    ],
    [
      'Group.CallbackBeforeSendMsg  alice -> team  invite 772edc74  of bob, carol  {"call":"video"}  online only',
      {
        ...{ From_Account: 'alice', GroupId: 'team', OnlineOnlyFlag: 1 },
        MsgBody: [
          customElement(encodeSignal({ ...invitation, groupID: 'team', inviteeList: ['bob', 'carol'] })),
        ],
      },
    ],
    [
      'C2C.CallbackAfterSendMsg  alice -> bob  "hello"  failed: 20007 bob has alice on the block list',
      {
        ...{ From_Account: 'alice', To_Account: 'bob', MsgBody: text },
        ...{ SendMsgResult: 20007, ErrorInfo: 'bob has alice on the block list' },
      },
    ],
    [
      'Group.CallbackAfterCreateGroup  team  bob  owned by alice, made by administrator',
      {
        ...{ GroupId: 'team', Owner_Account: 'alice', Operator_Account: 'administrator' },
        MemberList: [member('bob')],
      },
    ],
    [
      'Group.CallbackAfterNewMemberJoin  team  bob, carol  Invited by alice',
      {
        ...{ GroupId: 'team', JoinType: 'Invited', Operator_Account: 'alice' },
        NewMemberList: [member('bob'), member('carol')],
      },
    ],
    [
      'C2C.CallbackAfterSendMsg  a\\x1b[31m\\n -> bob',
      { From_Account: 'a\x1b[31m\n', To_Account: 'bob', MsgBody: [7] },
    ],
    ['Some.Callback', { GroupId: undefined, MemberList: 'x', Info: 7 }],
  ])('%s', (line, body) => {
    expect(callbackLine({ command: line.split('  ')[0]!, query: {}, body })).toBe(line);
  });
});

/** `sig webhook listen` in a process of its own, and the lines it prints. */
function listen(...args: string[]) {
  const child = spawn(process.execPath, [SIG, 'webhook', 'listen', ...args], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const notes = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  return {
    child,
    next: async () => String((await lines.next()).value),
    note: async () => String((await notes.next()).value),
  };
}

async function hubTelling(url: string) {
  const hub = await startHub({
    ...{ store: new MemoryStore(), storeName: 'memory', version: '0', token: 'x', webhook: url },
  });
  onTestFinished(() => hub.close());
  await hub.runtime.users.login('alice', {}, () => {});
  return hub;
}

test('sig webhook listen prints what a hub posts, until Ctrl-C', async () => {
  const { child, next, note } = listen();
  const [url] = /http:\S+(?=;)/.exec(await note())!;
  await hubTelling(url);
  expect(await next()).toBe('State.StateChange  alice  Login  Register');
  await fetch(url, { method: 'POST', body: 'nonsense' });
  expect(await note()).toBe('not a callback: the body is not JSON');
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('sig webhook listen --json prints where it listens, then callbacks, one to a line', async () => {
  const { next } = listen('--json');
  const { ready } = JSON.parse(await next()) as { ready: { url: string } };
  await hubTelling(ready.url);
  expect(JSON.parse(await next())).toMatchObject({
    callback: {
      command: 'State.StateChange',
      query: { CallbackCommand: 'State.StateChange', OptPlatform: 'Android' },
      body: { Info: { Action: 'Login', To_Account: 'alice' } },
    },
  });
});

test('sig webhook listen --refuse answers with that code', async () => {
  const { next } = listen('--json', '--refuse', '120042');
  const { ready } = JSON.parse(await next()) as { ready: { url: string } };
  const answer = await fetch(ready.url, {
    method: 'POST',
    body: '{"CallbackCommand":"C2C.CallbackBeforeSendMsg"}',
  });
  expect(await answer.json()).toMatchObject({ ErrorCode: 120_042 });
});

test('sig webhook listen on a port that is taken says so', async () => {
  const { next } = listen('--json');
  const { ready } = JSON.parse(await next()) as { ready: { url: string } };
  const second = listen('--port', new URL(ready.url).port);
  expect(await second.note()).toContain('is taken');
  expect((await once(second.child, 'close'))[0]).toBe(1);
});
