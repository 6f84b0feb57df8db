import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/hub/core/session.js';
import { customElement } from '../../src/im/elements.js';
import { ACTION } from '../../src/signaling/action.js';
import { native } from '../../src/signaling/dialects/native.js';
import { type Actor, codeOf, type Heard, Stage } from './stage.js';

/**
 * What the vendor's library (SDK 8.0.5903 for Linux) told its app when it was connected to a hub: for each place of its
 * user, and each pair of things that happen after the invite, what it heard after the invite and after each of the two.
 * Capitals and `t` are signals that come in, of whom `SIGNALS` says; small letters are own calls with their code.
 */
const recorded: Record<string, Record<string, string[]>> = JSON.parse(
  readFileSync(new URL('../fixtures/native-signaling-states.json', import.meta.url), 'utf8'),
);

/** By whom, what, and whom it names; undefined: all that were invited. */
const SIGNALS: Readonly<Record<string, [from: string, action: keyof typeof ACTION, named?: string]>> = {
  A: ['ben', 'accept', 'ben'],
  B: ['cat', 'accept', 'cat'],
  R: ['ben', 'reject', 'ben'],
  C: ['ann', 'cancel'],
  T: ['ann', 'timeout'],
  t: ['ben', 'timeout', 'ben'],
  D: ['dan', 'accept', 'dan'],
};

const CALLS = { a: 'accept', r: 'reject', c: 'cancel' } as const;

class Place {
  readonly stage: Stage;
  readonly me: Actor;
  readonly isGroup: boolean;
  #admin: Session;
  #random = 0;

  constructor(stage: Stage, me: Actor, isGroup: boolean) {
    this.stage = stage;
    this.me = me;
    this.isGroup = isGroup;
    this.#admin = stage.hub.openAdmin('administrator', 1400000001);
  }

  static async open(place: string): Promise<Place> {
    const isGroup = /group|member/.test(place);
    const stage = new Stage({ loginPolicy: 'multi' });
    for (const user of ['ann', 'ben', 'cat', 'dan']) (await stage.enter(user)).sdk.unInitSDK();
    const name = place.includes('inviter') ? 'ann' : place === 'member who is not invited' ? 'dan' : 'ben';
    const me = await stage.enter(name, { device: 'here' });
    const made = new Place(stage, me, isGroup);
    if (isGroup) {
      await made.#order('group_open_http_svc.create_group', {
        ...{ Type: 'Public', Name: 'g', GroupId: 'grp', Owner_Account: 'ann' },
        MemberList: ['ben', 'cat', 'dan'].map((Member_Account) => ({ Member_Account })),
      });
    }
    return made;
  }

  /** Makes the invitation known as this place learns of it. */
  async invite(place: string, inviteID: string): Promise<string> {
    if (place.includes('not heard')) return inviteID;
    if (place.startsWith('other') || !place.startsWith('inviter')) {
      await this.signal(inviteID, 'ann', 'invite');
      return inviteID;
    }
    const { sdk } = this.me;
    const call = this.isGroup
      ? sdk.inviteInGroup('grp', ['ben', 'cat'], '', false, 0)
      : sdk.invite('ben', '', false, undefined, 0);
    await this.stage.run(call.sent);
    return call.inviteID!;
  }

  async signal(inviteID: string, from: string, action: keyof typeof ACTION, named?: string): Promise<void> {
    const all = this.isGroup ? ['ben', 'cat'] : ['ben'];
    const groupID = this.isGroup ? 'grp' : '';
    const info = {
      inviteID,
      groupID,
      inviter: 'ann',
      inviteeList: named ? [named] : all,
      data: '',
      timeout: 0,
    };
    const MsgBody = [customElement(native.encode({ ...info, actionType: ACTION[action] }, false))];
    const random = ++this.#random;
    if (this.isGroup) {
      const body = { From_Account: from, GroupId: groupID, Random: random, MsgBody };
      await this.#order('group_open_http_svc.send_group_msg', body);
    } else {
      const To_Account = from === 'ann' ? 'ben' : 'ann';
      const numbers = { MsgSeq: random, MsgRandom: random, SyncOtherMachine: 1 };
      await this.#order('openim.sendmsg', { From_Account: from, To_Account, ...numbers, MsgBody });
    }
    await this.stage.clock.settle();
  }

  async #order(command: string, body: object): Promise<void> {
    const answer = await this.stage.run(this.stage.hub.request(this.#admin, command, body));
    expect(answer.ErrorCode).toBe(0);
  }

  heard(): string[] {
    return this.me.hears().map(told);
  }
}

function told([name, , ...rest]: Heard): string {
  if (name === 'invited') return 'NEW';
  const who = Array.isArray(rest[0]) ? rest[0].join('+') : rest[0];
  return `${name === 'timedOut' ? 'timedout' : name}(${who})`;
}

async function play(place: Place, name: string, sequence: string, inviteID: string): Promise<string[]> {
  const id = await place.invite(name, inviteID);
  const steps = [place.heard().join(' ')];
  for (const step of sequence) {
    const signal = SIGNALS[step];
    const code: number[] = [];
    if (signal) await place.signal(id, ...signal);
    else code.push(await codeOf(place.stage, place.me.sdk[CALLS[step as keyof typeof CALLS]](id, '')));
    steps.push([...code, ...place.heard()].join(' '));
  }
  return steps;
}

describe.each(Object.keys(recorded))('the %s', (name) => {
  test('hears what the real SDK hears, whatever comes after the invite', async () => {
    const place = await Place.open(name);
    const found: Record<string, string[]> = {};
    let number = 0;
    for (const sequence of Object.keys(recorded[name]!))
      found[sequence] = await play(place, name, sequence, `id${++number}`);
    expect(found).toEqual(recorded[name]);
  });
});
