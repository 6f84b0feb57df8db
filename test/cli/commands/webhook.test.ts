import { expect, test } from 'vitest';
import { line } from '../../../src/cli/commands/webhook.js';
import { customElement } from '../../../src/im/elements.js';
import { encodeSignal } from '../../../src/signaling/signal.js';

test('a callback with a signal prints who called whom', () => {
  const signal = {
    inviteID: 'x',
    inviter: 'alice',
    groupID: '',
    inviteeList: ['bob'],
    data: 'ring',
    actionType: 1,
    timeout: 30,
  };
  const body = { From_Account: 'alice', To_Account: 'bob', MsgBody: [customElement(encodeSignal(signal))] };
  expect(line({ command: 'C2C.CallbackAfterSendMsg', query: {}, body })).toBe(
    'C2C.CallbackAfterSendMsg  alice -> bob  invite x data "ring"',
  );
});

test('a log-in prints who it is', () => {
  const Info = { Action: 'Login', To_Account: 'alice', Reason: 'Register' };
  expect(line({ command: 'State.StateChange', query: {}, body: { Info } })).toContain('"To_Account":"alice"');
});
