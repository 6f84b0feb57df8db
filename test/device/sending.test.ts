import { beforeEach, describe, expect, test } from 'vitest';
import type { SDKConfig } from '../../src/device/config.js';
import { memoryConnector } from '../../src/hub/network/memory-connection.js';
import type { Frame } from '../../src/hub/network/network.js';
import { ACTION } from '../../src/signaling/action.js';
import { type Actor, codeOf, Stage } from './stage.js';

let stage: Stage;
let alice: Actor;
let bob: Actor;
/** Which frames get lost on their way. */
let loses: (frame: Frame) => boolean;
/** When each message of a device left it, in seconds. */
let sent: number[];

function lossy(): Pick<SDKConfig, 'hub' | 'clock' | 'entropy'> {
  const hub = memoryConnector(stage.hub, {
    carry(frame, deliver) {
      if (frame.direction === 'up' && frame.command === 'openim.sendmsg') sent.push(stage.clock.now() / 1000);
      if (!loses(frame)) deliver();
    },
  });
  return { hub, clock: stage.clock, entropy: stage.hub.entropy };
}

const isAnswer = (frame: Frame) => frame.direction === 'down' && frame.command === 'openim.sendmsg';

beforeEach(async () => {
  loses = () => false;
  sent = [];
  stage = new Stage({ blockedSenderIsTold: true });
  alice = stage.device(lossy());
  await stage.run(alice.sdk.login('alice'));
  bob = stage.device(lossy());
  await stage.run(bob.sdk.login('bob'));
});

/** The outcome of a call, and after how many seconds it came. */
async function outcome(call: Promise<unknown>, within = 60): Promise<[code: number, seconds: number]> {
  const from = stage.clock.now();
  let found: [number, number] | undefined;
  call.then(
    () => (found = [0, (stage.clock.now() - from) / 1000]),
    (error) => (found = [error.code, (stage.clock.now() - from) / 1000]),
  );
  await stage.pass(within);
  return found!;
}

async function history(): Promise<unknown[]> {
  const messages = await stage.run(alice.sdk.getC2CHistoryMessageList('bob', 20));
  return messages.map((each) => alice.sdk.getSignallingInfo(each)?.actionType);
}

describe('a message without an answer', () => {
  test('is sent again after 5 s, and is the same message to the hub', async () => {
    let lost = 0;
    loses = (frame) => isAnswer(frame) && lost++ === 0;
    const { sent: call } = alice.sdk.invite('bob', '', false, undefined, 0);
    expect(await outcome(call)).toEqual([0, 5]);
    expect(bob.hears()).toHaveLength(1);
    expect(await history()).toEqual([ACTION.invite]);
  });

  test('is sent three times, and fails after 15 s with 9524', async () => {
    loses = isAnswer;
    const from = stage.clock.now() / 1000;
    expect(await outcome(alice.sdk.invite('bob', '', false, undefined, 0).sent)).toEqual([9524, 15]);
    expect(sent.map((at) => at - from)).toEqual([0, 5, 10]);
    expect(bob.hears()).toHaveLength(1);
    expect(alice.sdk.invitations).toEqual([]);
  });

  test('a refusal is an answer', async () => {
    await stage.run(bob.sdk.addToBlackList(['alice']));
    expect(await outcome(alice.sdk.invite('bob', '', false, undefined, 0).sent)).toEqual([20007, 0]);
    expect(sent).toHaveLength(1);
  });

  test('in a browser it fails when the SDK gives up, and is sent once', async () => {
    const web = stage.device({ ...lossy(), dialect: 'web', device: 'web' });
    await stage.run(web.sdk.login('alice'));
    loses = isAnswer;
    expect(await outcome(web.sdk.invite('bob', '', false, undefined, 0).sent)).toEqual([9520, 15]);
    expect(sent).toHaveLength(1);
  });
});

describe('while the connection is down', () => {
  /** Cuts alice's line, and lets her come back only after `seconds`. */
  async function cut(seconds: number): Promise<void> {
    const backAt = stage.clock.now() + seconds * 1000;
    loses = () => stage.clock.now() < backAt;
    for (const { outlet } of stage.hub.sessions.of('alice')) outlet.close('cut');
    await stage.clock.settle();
  }

  test('a message waits, and goes out once when it stands again', async () => {
    await cut(0.5);
    expect(await outcome(alice.sdk.invite('bob', '', false, undefined, 0).sent)).toEqual([0, 1]);
    expect(sent).toHaveLength(1);
  });

  test('it waits for 15 s and fails with 9523', async () => {
    await cut(100);
    expect(await outcome(alice.sdk.invite('bob', '', false, undefined, 0).sent)).toEqual([9523, 15]);
    expect(sent).toHaveLength(0);
  });

  test('in a browser it fails at once', async () => {
    const web = stage.device({ ...lossy(), dialect: 'web', device: 'web' });
    await stage.run(web.sdk.login('alice'));
    await cut(100);
    expect(await outcome(web.sdk.invite('bob', '', false, undefined, 0).sent)).toEqual([9508, 0]);
  });
});

describe("an invitee's time-out message", () => {
  async function ring(): Promise<string> {
    const { inviteID, sent: call } = alice.sdk.invite('bob', '', false, undefined, 6);
    await stage.run(call);
    bob.hears();
    return inviteID!;
  }

  test('that is refused is told at once, and the invitation can be answered still', async () => {
    const id = await ring();
    await stage.run(alice.sdk.addToBlackList(['bob']));
    await stage.pass(6);
    expect(bob.hears()).toEqual([['timedOut', id, ['bob']]]);
    expect(alice.hears()).toEqual([]);
    await stage.run(alice.sdk.deleteFromBlackList(['bob']));
    expect(await codeOf(stage, bob.sdk.accept(id))).toBe(0);
    expect(alice.hears()).toEqual([['accepted', id, 'bob', '']]);
  });

  test('that gets no answer is told when it is given up; until then the invitation can be answered', async () => {
    const id = await ring();
    loses = (frame) => frame.user === 'bob';
    await stage.pass(12);
    // Not refused with 8010: it is sent, and gets no answer either.
    const accept = outcome(bob.sdk.accept(id), 0);
    await stage.pass(8);
    expect(bob.hears()).toEqual([]);
    await stage.pass(1);
    expect(bob.hears()).toEqual([['timedOut', id, ['bob']]]);
    // By the inviter's own timer, at 11 s.
    expect(alice.hears()).toEqual([['timedOut', id, ['bob']]]);
    expect(await accept).toBeUndefined();
  });

  test("the inviter's own: no cancel from when it leaves, told when it is given up", async () => {
    await stage.run(bob.sdk.logout());
    const { inviteID: id, sent: call } = alice.sdk.invite('bob', '', false, undefined, 6);
    await stage.run(call);
    loses = (frame) => frame.user === 'alice' && frame.command === 'openim.sendmsg';
    await stage.pass(11);
    expect(await codeOf(stage, alice.sdk.cancel(id!))).toBe(8010);
    await stage.pass(14);
    expect(alice.hears()).toEqual([]);
    await stage.pass(1);
    expect(alice.hears()).toEqual([['timedOut', id, ['bob']]]);
  });

  test("only the inviter's names the timeout", async () => {
    await ring();
    await stage.pass(6);
    await stage.run(bob.sdk.logout());
    await stage.run(alice.sdk.invite('bob', '', false, undefined, 6).sent);
    await stage.pass(11);
    const messages = await stage.run(alice.sdk.getC2CHistoryMessageList('bob', 20));
    const infos = messages.map((each) => alice.sdk.getSignallingInfo(each)!);
    expect(infos.filter((each) => each.actionType === ACTION.timeout).map((each) => each.timeout)).toEqual([
      6, 0,
    ]);
  });
});

test('signals are written with the keys in the order of the alphabet', async () => {
  await stage.run(alice.sdk.invite('bob', 'hi', false, undefined, 30).sent);
  const [message] = await stage.run(alice.sdk.getC2CHistoryMessageList('bob', 1));
  expect(message!.elements[0]!.MsgContent.Data).toMatch(
    /^\{"actionType":1,"businessID":1,"data":"hi","groupID":"","inviteID":"[0-9a-f]{32}","inviteeList":\["bob"\],"inviter":"alice","onlineUserOnly":false,"timeout":30\}$/,
  );
});
