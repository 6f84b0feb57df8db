import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode, type Wanted } from '../../src/decode/encode/encode.js';
import { wantedMessages } from '../../src/decode/encode/wanted-file.js';
import { FORMS } from '../../src/decode/forms/index.js';
import { seededEntropy } from '../../src/runtime/entropy.js';
import { VirtualClock } from '../../src/runtime/virtual-clock.js';
import { ACTION, type Action } from '../../src/signaling/action.js';
import { runs } from '../long-run.js';
import { decoded } from './decoded.js';

const clock = new VirtualClock();

function encoded(form: string, wanted: Wanted, seed = 1): string {
  return JSON.stringify(encode(form, wanted, clock, seededEntropy(seed)));
}

/** Which forms can carry a message of an action, in a group or not. */
function carries(form: string, action: Action, group: boolean): boolean {
  if (form === 'push-ext') return action === 'invite';
  if (form === 'rest-send_group_msg') return group;
  return form === 'rest-sendmsg' || form === 'rest-batchsendmsg' ? !group : true;
}

const user = fc.stringMatching(/^[!-~]{1,32}$/);

describe('an encoded message', () => {
  const SENT = FORMS.filter((form) => form.write !== undefined).map((form) => form.name);

  it.each(SENT)('%s is decoded to the same, with nothing to find', (form) => {
    fc.assert(
      fc.property(
        fc.constantFrom<Action>('invite', 'cancel', 'accept', 'reject', 'timeout'),
        fc.uniqueArray(user, { minLength: 2, maxLength: 4 }),
        fc.option(fc.stringMatching(/^[A-Za-z0-9_]{1,48}$/), { nil: '' }),
        fc.string({ unit: 'grapheme' }).filter((data) => !/[\0\ufffd]/.test(data)),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (action, [inviter, ...others], group, data, timeout, seed) => {
          if (!carries(form, action, group !== '')) return;
          const invitees = group === '' ? others.slice(0, 1) : others;
          const [invitee] = invitees;
          const answers = action === 'accept' || action === 'reject';
          const wanted: Wanted = {
            action,
            inviter: inviter!,
            invitees: answers ? [invitee!] : invitees,
            group,
            data,
            ...(action === 'invite' ? { timeout } : { inviteID: '0123456789abcdef0123456789abcdef' }),
          };
          const text = encoded(form, wanted, seed);
          const lines = decoded(text);
          expect(lines).toHaveLength(1);
          const [line] = lines;
          expect(line!.form).toBe(form);
          expect(line!.findings).toEqual([]);
          expect(line!.info).toMatchObject({
            inviter,
            inviteeList: wanted.invitees,
            groupID: group,
            actionType: ACTION[action],
            timeout: action === 'invite' ? timeout : 0,
          });
          if (form === 'push-ext') return;
          expect(line!.info!.data).toBe(data);
          for (const verdict of Object.values(line!.verdicts)) expect(verdict.signal).toBe(true);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('is the same again with the same clock and entropy', () => {
    const wanted: Wanted = { action: 'invite', inviter: 'alice', invitees: ['bob'] };
    expect(encoded('rest-sendmsg', wanted, 7)).toBe(encoded('rest-sendmsg', wanted, 7));
    expect(encoded('rest-sendmsg', wanted, 7)).not.toBe(encoded('rest-sendmsg', wanted, 8));
  });

  it('for online users only says so, and has no push', () => {
    const wanted: Wanted = { action: 'invite', inviter: 'alice', invitees: ['bob'], onlineOnly: true };
    const message = JSON.parse(encoded('rest-sendmsg', wanted));
    expect(message).toMatchObject({ MsgLifeTime: 0 });
    expect(message.OfflinePushInfo).toBeUndefined();
    expect(decoded(encoded('c-api', wanted))[0]).toMatchObject({
      message: { onlineOnly: true },
      findings: [],
    });
  });

  it.each<[string, string, Partial<Wanted>, number]>([
    ['a user ID that can be none', 'rest', { inviter: 'alice smith' }, 7003],
    ['nobody invited', 'rest', { invitees: [] }, 6017],
    ['a negative timeout', 'rest', { timeout: -1 }, 6017],
    ['several invitees without a group', 'rest', { invitees: ['bob', 'carol'] }, 6017],
    ['an answer without the ID of its invitation', 'rest', { action: 'accept' }, 6017],
    ['too much data', 'rest', { data: 'x'.repeat(12 * 1024) }, 8001],
    ['a form that is not known', 'resd', {}, -4],
    ['a request to one user in a group', 'rest-sendmsg', { group: 'g' }, -4],
    ['a request to a group without one', 'rest-send_group_msg', {}, -4],
    ['an answer in a push', 'push-ext', { action: 'accept', inviteID: 'x' }, -4],
  ])('is refused for %s', (_, form, fields, code) => {
    const wanted: Wanted = { action: 'invite', inviter: 'alice', invitees: ['bob'], ...fields };
    expect(() => encoded(form, wanted)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a file of messages', () => {
  it('says them as short as a person would', () => {
    const messages = wantedMessages(
      [
        '- { from: alice, to: bob, data: { call: video } }',
        '- { form: c-api, action: accept, from: bob, to: alice, id: i1 }',
        '- { from: alice, to: [bob, carol], group: g1, timeout: 60, push: { desc: call } }',
      ].join('\n'),
      'calls.yaml',
    );
    expect(messages).toEqual([
      {
        form: undefined,
        wanted: {
          action: 'invite',
          from: 'alice',
          inviter: 'alice',
          invitees: ['bob'],
          data: '{"call":"video"}',
        },
      },
      {
        form: 'c-api',
        wanted: { action: 'accept', from: 'bob', inviter: 'alice', invitees: ['bob'], inviteID: 'i1' },
      },
      {
        form: undefined,
        wanted: {
          action: 'invite',
          from: 'alice',
          inviter: 'alice',
          invitees: ['bob', 'carol'],
          group: 'g1',
          timeout: 60,
          push: { desc: 'call' },
        },
      },
    ]);
  });

  it.each([
    ['from: [', 'calls.yaml: '],
    ['from: alice\nto: bob\ntimout: 3', 'timout'],
    ['[{ action: ring, from: a, to: b }]', '[0].action'],
    ['to: bob', 'who invites?'],
  ])('that is wrong is refused with the place: %j', (text, said) => {
    expect(() => wantedMessages(text, 'calls.yaml')).toThrow(said);
  });
});
