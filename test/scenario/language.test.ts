import { describe, expect, test } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import type { Failure } from '../../src/scenario/play.js';
import { runScenario } from '../../src/scenario/run.js';
import { METHODS } from '../../src/scenario/steps/calls-method.js';
import { EVENTS } from '../../src/scenario/steps/hears-event.js';

const USERS = 'users: [alice, { bob: { devices: [phone, pad] } }, carol, { dave: { online: false } }]';
const GROUPS = 'groups: { team: [alice, bob, carol] }';

async function run(steps: string, head = `${USERS}\n${GROUPS}`): Promise<Failure[]> {
  const text = `scenario: x\n${head}\nsteps:\n${steps.trim().replace(/^/gm, '  ')}\n`;
  const { scenarios, errors } = loadScenarios('x.sig.yaml', text);
  expect(errors.map((error) => error.render())).toEqual([]);
  const failures: Failure[] = [];
  for (const scenario of scenarios) failures.push(...(await runScenario(scenario)).failures);
  return failures;
}

const holds = async (steps: string, head?: string) => expect(await run(steps, head)).toEqual([]);

/** The step that fails, as it is written. */
async function failsAt(step: string, steps: string, head?: string): Promise<Failure> {
  const failures = await run(steps, head);
  expect(failures.map((failure) => failure.step)).toEqual([step]);
  return failures[0]!;
}

describe('every method of the SDK', () => {
  /** What a step calls, and what it must give back. */
  const calls: Readonly<Record<string, string>> = {
    login: 'dave calls login: [dave]',
    logout: 'alice calls logout',
    getLoginUser: 'alice calls getLoginUser: { returns: alice }',
    getLoginStatus: 'alice calls getLoginStatus: { returns: loggedIn }',
    invite: 'alice calls invite: { args: [bob, hi, false, null, 30], as: other }',
    inviteInGroup: 'alice calls inviteInGroup: { args: [team, [bob, carol], hi, false, 30], as: other }',
    cancel: 'alice calls cancel: [<call>, never mind]',
    accept: 'bob calls accept: [<call>]',
    reject: 'bob calls reject: [<call>, busy]',
    getSignallingInfo:
      'alice calls getSignallingInfo: { args: [{ elements: [], cloudCustomData: "" }], returns: null }',
    addInvitedSignaling:
      'carol calls addInvitedSignaling: [{ inviteID: x, groupID: "", inviter: bob, inviteeList: [carol], data: "", actionType: 1, timeout: 30 }]',
    modifyInvitation: 'alice calls modifyInvitation: [<call>, new]',
    sendC2CTextMessage:
      'alice calls sendC2CTextMessage: { args: [hi, bob], returns: { userID: bob, isSelf: true } }',
    sendC2CCustomMessage: 'alice calls sendC2CCustomMessage: ["{}", bob]',
    sendGroupTextMessage: 'alice calls sendGroupTextMessage: [hi, team]',
    sendGroupCustomMessage: 'alice calls sendGroupCustomMessage: ["{}", team]',
    sendMessage: 'alice calls sendMessage: [{ MsgType: TIMTextElem, MsgContent: { Text: hi } }, bob, ""]',
    revokeMessage:
      'alice messages bob: { text: hi, keep: { sent: $ } }\n- alice calls revokeMessage: [<sent>]',
    modifyMessage:
      'alice messages bob: { text: hi, keep: { sent: $ } }\n- alice calls modifyMessage: { args: [<sent>], returns: { version: 1 } }',
    getC2CHistoryMessageList:
      'alice calls getC2CHistoryMessageList: { args: [bob, 5], returns: [{ sender: alice, userID: bob }] }',
    getGroupHistoryMessageList: 'alice calls getGroupHistoryMessageList: { args: [team, 5], returns: [] }',
    markC2CMessageAsRead: 'alice calls markC2CMessageAsRead: [bob]',
    markGroupMessageAsRead: 'alice calls markGroupMessageAsRead: [team]',
    createGroup: 'alice calls createGroup: { args: [Public, den, Den, [bob]], returns: den }',
    joinGroup: 'alice calls joinGroup: { args: [nowhere], fails: 10010 }',
    quitGroup: 'bob calls quitGroup: [team]',
    dismissGroup: 'alice calls dismissGroup: { args: [team], fails: 10007 }',
    inviteUserToGroup: 'alice calls inviteUserToGroup: [team, [dave]]',
    kickGroupMember: 'alice calls kickGroupMember: [team, [bob]]',
    getGroupMemberList:
      'alice calls getGroupMemberList: { args: [team], returns: { $contains: { userID: bob } } }',
    getJoinedGroupList: 'bob calls getJoinedGroupList: { returns: [{ groupID: team }] }',
    setSelfInfo: 'alice calls setSelfInfo: [{ nickName: Alice }]',
    getUsersInfo: 'alice calls getUsersInfo: { args: [[bob]], returns: [{ userID: bob }] }',
    addToBlackList: 'alice calls addToBlackList: [[bob]]',
    deleteFromBlackList: 'alice calls deleteFromBlackList: [[bob]]',
    getBlackList: 'alice calls getBlackList: { returns: [] }',
  };

  test.each(METHODS)('%s', async (method) => {
    expect(calls).toHaveProperty(method);
    await holds(`- alice invites bob\n- ${calls[method]}`);
  });

  test('what it gives back is compared', async () => {
    const step = 'alice calls getBlackList: { returns: [bob] }';
    expect((await failsAt(step, `- ${step}`)).seen).toBe(
      'getBlackList[0]: expected "bob", but it is missing',
    );
  });

  test('each sentence for a call does what it says', () =>
    holds(
      `
- alice creates group den: { type: Meeting, members: [carol] }
- bob joins den
- bob messages group den: hello
- carol gets a message from bob: { text: hello, group: den }
- alice removes bob from den
- bob messages group den: { text: hello?, fails: 10007 }
- carol leaves den
- alice dissolves den
- alice messages group den: { text: anybody, fails: 10010 }
- alice blocks bob
- bob invites alice: { fails: 20007 }
- alice unblocks bob
- bob invites alice: { as: again, data: { n: 1 } }
- alice receives again: { from: bob, data: { n: 1 } }
- alice messages bob: { data: { custom: true } }
- bob gets a message from alice: { data: { custom: true } }
- alice adds dave to team
- dave logs in
- alice invites dave in team: { as: grouped }
- dave receives grouped: { group: team, invitees: [dave] }
`,
      `${USERS}\n${GROUPS}\nhub: { blocked sender is told: true }`,
    ));
});

describe('every event of the SDK', () => {
  const heard: Readonly<Record<string, string>> = {
    onReceiveNewInvitation:
      '- alice invites carol\n- carol hears onReceiveNewInvitation: { inviter: alice, inviteeList: [carol] }',
    onInviteeAccepted:
      '- alice invites carol\n- carol accepts call: { data: { a: 1 } }\n- alice hears onInviteeAccepted: { invitee: carol, data: { a: 1 } }',
    onInviteeRejected:
      '- alice invites carol\n- carol rejects call\n- alice hears onInviteeRejected: { inviteID: <call> }',
    onInvitationCancelled:
      '- alice invites carol\n- alice cancels call\n- carol hears onInvitationCancelled: { inviter: alice }',
    onInvitationTimeout:
      '- alice invites carol: { timeout: 3 }\n- carol hears onInvitationTimeout: { inviteeList: [carol] }',
    onInvitationModified:
      '- alice invites carol\n- alice modifies call: { data: x }\n- carol hears onInvitationModified: { data: x }',
    onRecvNewMessage:
      '- alice messages carol: hi\n- carol hears onRecvNewMessage: { sender: alice, text: /h/ }',
    onRecvMessageModified: `
- alice messages carol: { text: helo, keep: { sent: $ } }
- carol hears onRecvNewMessage
- alice calls modifyMessage: { args: [<sent>] }
- carol hears onRecvMessageModified: { sender: alice, text: helo }`,
    onRecvMessageRevoked: `
- alice messages carol: { text: oops, keep: { sent: $ } }
- carol hears onRecvNewMessage
- alice calls revokeMessage: [<sent>]
- carol hears onRecvMessageRevoked`,
    onKickedOffline: "- dave's two logs in\n- dave's one hears onKickedOffline",
    onConnecting: '- carol is cut off\n- carol hears onConnecting',
    onConnectSuccess: '- carol is cut off\n- carol is connected again\n- carol hears onConnectSuccess',
    onConnectFailed: '- carol is cut off\n- carol hears onConnectFailed: { code: 9508 }',
  };
  /** Comes when a hub has forgotten a log-in whose UserSig has run out: on a live hub it can be heard. */
  const elsewhere = ['onUserSigExpired'];
  const head =
    'users: [alice, carol, { dave: { devices: { one: { platform: Web }, two: { platform: Web, online: false } } } }]';

  test.each(Object.entries(heard))('%s', (_event, steps) => holds(steps, head));

  test('there is no other', () => {
    expect([...Object.keys(heard), ...elsewhere].sort()).toEqual([...EVENTS].sort());
  });

  test('the other forms of what is seen', () =>
    holds(`
- alice invites carol: { as: one }
- carol accepts one
- alice sees one accepted by carol
- alice invites carol: { as: two }
- carol rejects two: { data: no }
- alice sees two rejected by carol: { data: no }
- alice invites carol: { as: three }
- carol accepts three
- alice sees accepted: { invitation: three, by: carol }
- alice invites carol: { as: four }
- carol rejects four
- alice sees rejected: { invitation: four, by: carol }
- alice invites carol: { as: five }
- alice modifies five: { data: x }
- carol sees modified: { invitation: five, data: x }
- alice cancels five
- carol sees cancelled: { invitation: five, by: alice }
- alice invites carol: { as: six, timeout: 2 }
- carol sees timed out: { invitation: six, for: [carol] }
`));
});

describe('faults', () => {
  test('latency: nothing arrives before its time', () =>
    holds(`
- the network has: { latency: 300ms, direction: down }
- alice messages carol without waiting: hi
- carol does not hear onRecvNewMessage: { within: 299ms }
- carol gets a message from alice: { text: hi, within: 1ms }
`));

  test('loss: nothing arrives, and the call fails when no answer has come', () =>
    holds(`
- carol's network has: { loss: 100% }
- carol messages alice: { text: hi, fails: 9524 }
- carol's network is fine
- carol messages alice: hi again
- alice gets a message from carol: hi again
- nothing else happens to alice
`));

  test('duplication: an SDK tells once what comes twice', () =>
    holds(`
- the network has: { duplication: 100% }
- alice messages carol: hi
- carol gets a message from alice: hi
- nothing else happens for: 5s
`));

  test('reordering: what was sent later comes earlier', async () => {
    const steps = (reordering: string) => `
- the network has: { latency: 10ms, ${reordering} }
- for each n in 1, 2, 3, 4, 5, 6, 7, 8:
    - alice messages carol without waiting: <n>
- after: 5s
- in this order:
    - carol gets a message from alice: "1"
    - carol gets a message from alice: "2"
    - carol gets a message from alice: "3"
    - carol gets a message from alice: "4"
    - carol gets a message from alice: "5"
    - carol gets a message from alice: "6"
    - carol gets a message from alice: "7"
    - carol gets a message from alice: "8"
`;
    await holds(steps('reordering: 0%'));
    const [failure] = await run(steps('reordering: 50%'));
    expect(failure?.seen).toContain('but before what the steps above expect');
  });

  test('partition of one device: its user hears on the other, and it hears when it is over', () =>
    holds(`
- bob's pad's network has: { partition: true }
- alice messages bob: hi
- bob's phone gets a message from alice: hi
- bob's pad does not hear onRecvNewMessage: { within: 30s }
- bob's pad's network is fine
`));

  test('cut off silently: nobody notices, and what is sent is lost', () =>
    holds(`
- carol is cut off: { silently: true }
- alice invites carol: { timeout: 5 }
- carol does not receive call: { within: 4s }
- alice sees call time out: { within: 10s }
- carol never hears onConnectFailed
`));

  test('a hub that stops and starts again has lost nothing', () =>
    holds(`
- alice invites carol: { timeout: 60 }
- the hub stops
- after: 2s
- alice cancels call: { fails: 9523 }
- the hub starts again
- after: 5s
- alice cancels call
- carol sees call cancelled
`));

  test('a crash: the app hears nothing, and knows its invitations no more when it is back', () =>
    holds(`
- alice invites carol: { timeout: 60 }
- carol receives call
- carol crashes
- after: 5s
- carol starts again: { log in: false }
- carol accepts call: { fails: 6014 }
- carol logs in
- carol does not receive call: { within: 5s }
- carol accepts call: { fails: 8010 }
`));

  test('a crash in a browser, which has no database: the call rings again', () =>
    holds(
      `
- alice invites carol: { timeout: 60 }
- carol receives call
- carol crashes
- carol starts again
- carol receives call
- carol accepts call
- alice sees carol accept call
`,
      'users: [alice, { carol: { dialect: web } }]',
    ));

  test('a clock that is behind, or right again', () =>
    holds(
      `
- carol's clock is behind by: 1h
- alice invites carol: { as: one }
- carol receives one
- carol's clock is ahead by: 1h
- alice invites carol: { as: two }
- carol does not receive two: { within: 5s }
- carol's clock is right
- alice invites carol: { as: three }
- carol receives three
`,
      'users: [alice, { carol: { dialect: native-6 } }]',
    ));

  test('one signal lost, twice, late; the answer to one lost', () =>
    holds(`
- the next message from alice is lost
- alice messages carol without waiting: one
- the next message to carol comes twice
- alice messages carol: two
- the next message to carol is delayed: 3s
- alice messages carol: three
- carol gets a message from alice: two
- carol does not hear onRecvNewMessage: { args: { text: three }, within: 2s }
- carol gets a message from alice: three
- the answer to alice's next message is lost
- alice messages carol: four
- carol gets a message from alice: four
- carol gets a message from alice: one
- the next message from alice is delayed: 2s
- alice messages carol: five
- carol gets a message from alice: five
- the next message from alice comes twice
- alice messages carol: six
- carol gets a message from alice: six
- nothing else happens
`));

  test('what is held arrives when a step says so', () =>
    holds(`
- the network holds everything
- alice messages carol without waiting: hi
- alice's message reaches the hub
- carol does not hear onRecvNewMessage: { within: 5s }
- the message reaches carol
- carol gets a message from alice: hi
- the answer to its message reaches alice
- the network lets everything go
`));
});

describe('what must not be, and in which order', () => {
  const rings = '- alice invites carol\n- carol receives call\n';

  test('never: it fails where it stands, whenever it happens', async () => {
    await failsAt('carol never receives call', `- carol never receives call\n- alice invites carol`);
    await failsAt('carol never receives call', `${rings}- carol never receives call`);
    await holds(`- carol never sees call cancelled\n${rings}- carol accepts call`);
  });

  test('does not: not by now, or not within a time', async () => {
    await failsAt(
      'carol does not see call time out: { within: 40s }',
      `${rings}- carol does not see call time out: { within: 40s }`,
    );
    await holds(`${rings}- carol does not see call time out: { within: 29s }`);
  });

  test('nothing else: what no step expects fails it, for all or for one', async () => {
    const extra = `${rings}- alice messages carol: hi\n`;
    expect((await failsAt('nothing else happens', `${extra}- nothing else happens`)).seen).toContain(
      'text "hi"',
    );
    await failsAt('nothing else happens to carol for: 1s', `${extra}- nothing else happens to carol for: 1s`);
    await holds(`${extra}- nothing else happens to alice`);
  });

  test('in this order, or then: over all devices', async () => {
    const answers = `
- alice invites bob and carol in team
- bob accepts call
- carol rejects call
`;
    const block = (word: string) =>
      `- ${word}:\n    - alice sees carol reject call\n    - alice sees bob accept call`;
    await holds(answers + block('in any order'));
    for (const word of ['in this order', 'then'])
      await failsAt('alice sees bob accept call', answers + block(word));
  });

  test('at: exactly then', async () => {
    await holds(
      '- alice invites carol: { timeout: 10 }\n- carol sees call time out: { at: 10s, within: 1m }',
    );
    await failsAt(
      'carol sees call time out: { at: 11s, within: 1m }',
      '- alice invites carol: { timeout: 10 }\n- carol sees call time out: { at: 11s, within: 1m }',
    );
  });

  test('one event meets one expectation', () =>
    failsAt('carol receives call', `${rings}- carol receives call`));

  test('a call that fails where nothing is said, with another code, or not at all', async () => {
    await failsAt('carol cancels call', `${rings}- carol cancels call`);
    const other = await failsAt(
      'carol cancels call: { fails: 8010 }',
      `${rings}- carol cancels call: { fails: 8010 }`,
    );
    expect(other).toMatchObject({
      expected: expect.stringContaining('8010'),
      seen: expect.stringContaining('8011'),
    });
    expect(
      (await failsAt('alice cancels call: { fails: true }', `${rings}- alice cancels call: { fails: true }`))
        .seen,
    ).toBe('cancel succeeded');
    await holds(`${rings}- carol cancels call: { may fail: true }\n- carol accepts call: { may fail: 8010 }`);
  });
});
