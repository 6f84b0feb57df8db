import { describe, expect, test } from 'vitest';
import { RecordedActions, type SentSignal, settle } from '../../../src/scenario/record/recorded-actions.js';
import type { RecordedDevice } from '../../../src/scenario/record/recorded-users.js';
import { line } from '../../../src/scenario/record/script.js';
import { ACTION } from '../../../src/signaling/action.js';
import type { InvitationSignal } from '../../../src/signaling/invitation-reducer.js';

const inviteID = 'call';

function device(user: string, name = 'phone', heard = false): RecordedDevice {
  return {
    ...{ user, name, platform: 'iOS', dialect: 'native', online: true, now: 'online' },
    ...{ clockOffset: 0, heard },
  };
}

const ann = device('ann');
const bob = device('bob');
const carol = device('carol');

/** Actions in an invitation by ann to these users. */
function invitation(...inviteeList: string[]) {
  const actions = new RecordedActions();
  actions.invited(
    { inviteID, inviter: 'ann', inviteeList, groupID: 'g', data: '', actionType: ACTION.invite, timeout: 30 },
    0,
  );
  const send = (sender: RecordedDevice, actionType: number, at: number, named?: string[]) => {
    const signal: InvitationSignal = { inviteID, actionType, ...(named ? { inviteeList: named } : {}) };
    const sent: SentSignal = { device: sender, signal, at, open: sender.heard };
    const action = actions.add(line('does', at, `${sender.user} sends ${actionType}`), sent)!;
    if (!sender.heard) actions.passed(signal);
    return action;
  };
  const blocks = () => actions.lines.map(({ together }) => together);
  return { actions, send, blocks };
}

describe('signals of real apps', () => {
  test('cross when the later one ends the invitation for somebody for whom it had just ended', () => {
    const { send, blocks } = invitation('bob', 'carol');
    send(bob, ACTION.accept, 1000, ['bob']);
    send(ann, ACTION.cancel, 2000, ['bob', 'carol']);
    expect(blocks()).toEqual([1, 1]);
  });

  test('do not cross when the later one leaves out who has answered', () => {
    const { send, blocks } = invitation('bob', 'carol');
    send(bob, ACTION.accept, 1000, ['bob']);
    send(ann, ACTION.cancel, 2000, ['carol']);
    expect(blocks()).toEqual([undefined, undefined]);
  });

  test('cross when nobody was pending any more, in a group too', () => {
    const { send, blocks } = invitation('bob');
    send(bob, ACTION.accept, 1000, ['bob']);
    send(ann, ACTION.cancel, 2000);
    expect(blocks()).toEqual([1, 1]);
  });

  test('all stand in one block when several cross the same', () => {
    const { send, blocks } = invitation('bob', 'carol');
    send(ann, ACTION.cancel, 1000);
    send(bob, ACTION.accept, 1500, ['bob']);
    send(carol, ACTION.reject, 2000, ['carol']);
    expect(blocks()).toEqual([1, 1, 1]);
  });

  test('cross on two devices of a user, and not when one device repeats itself', () => {
    const { send, blocks } = invitation('bob', 'carol');
    send(bob, ACTION.accept, 1000, ['bob']);
    send(device('bob', 'pad'), ACTION.reject, 1500, ['bob']);
    send(carol, ACTION.accept, 1600, ['carol']);
    send(carol, ACTION.accept, 1700, ['carol']);
    expect(blocks()).toEqual([1, 1, undefined, undefined]);
  });

  test('do not cross when the later one was too late before the earlier one already', () => {
    const { actions, send, blocks } = invitation('bob', 'carol');
    actions.passed({ inviteID, actionType: ACTION.timeout, inviteeList: ['carol'] });
    send(bob, ACTION.reject, 1000, ['bob']);
    send(carol, ACTION.accept, 2000, ['carol']);
    expect(blocks()).toEqual([undefined, undefined]);
  });

  test('do not cross when the later one comes more than 3 s later', () => {
    const { send, blocks } = invitation('bob');
    send(bob, ACTION.accept, 1000, ['bob']);
    send(ann, ACTION.cancel, 4001, ['bob']);
    expect(blocks()).toEqual([undefined, undefined]);
  });
});

test('a call of a virtual user ends nothing once it has failed', () => {
  const virtual = device('bob', 'phone', true);
  for (const ok of [true, false]) {
    const { send, blocks } = invitation('bob');
    settle(send(virtual, ACTION.accept, 1000, ['bob']), ok);
    send(ann, ACTION.cancel, 2000, ['bob']);
    expect(blocks()).toEqual(ok ? [1, 1] : [undefined, undefined]);
  }
});
