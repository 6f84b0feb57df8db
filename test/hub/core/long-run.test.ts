import { expect, test } from 'vitest';
import type { Session } from '../../../src/hub/core/session.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { customElement } from '../../../src/im/elements.js';
import type { ResponseBody } from '../../../src/im/wire.js';
import { World } from '../world.js';

const INVITATIONS = 100_000;
const USERS = 500;
const AWAY = 25;
/** Invitations between two moments at which time moves on. */
const AT_ONCE = 500;

test('a hub through which 100,000 invitations went holds no more than one through which a few did', async () => {
  const store = new MemoryStore({ keep: 10_000 });
  const world = new World({}, store);
  const { hub, clock } = world;
  const codes = new Map<number, number>();
  const count = ({ ErrorCode }: ResponseBody) => codes.set(ErrorCode, (codes.get(ErrorCode) ?? 0) + 1);
  const opened = (userID: string): Session => {
    const credentials = {
      sdkAppID: 1,
      identifier: userID,
      platform: 'Android',
      device: `phone${hub.seconds()}`,
    };
    const session: Session = hub.open(credentials, { push() {}, close: () => hub.drop(session) });
    hub.submit(session, 'im_open_status.wslogin', {}, count);
    return session;
  };
  const lines = Array.from({ length: USERS }, (_, index) => opened(`u${index}`));
  await clock.settle();
  for (let i = 0; i < INVITATIONS; i++) {
    const caller = i % USERS;
    // Every other invitee is offline: what its phone would have shown is kept too.
    const callee = i % 2 === 0 ? `u${(caller + 1) % USERS}` : `away${caller % AWAY}`;
    const send = (from: string, to: string, actionType: number) => {
      const inviter = `u${caller}`;
      const signal = {
        businessID: 1,
        inviteID: `id${i}`,
        inviter,
        inviteeList: [callee],
        actionType,
        data: '',
      };
      const MsgBody = [customElement(JSON.stringify(signal), 'a call')];
      const body = { To_Account: to, MsgSeq: i, MsgRandom: i * 2 + actionType, MsgBody };
      hub.submit(lines[Number(from.slice(1))]!, 'openim.sendmsg', body, count);
    };
    send(`u${caller}`, callee, 1);
    if (i % 2 === 0) send(callee, `u${caller}`, 3);
    if (i % AT_ONCE === 0) {
      await clock.advance(10_000);
      world.events.length = 0;
      // A device comes back on a new phone; the old one is kicked out, or its line was lost.
      const place = (i / AT_ONCE) % 5;
      if (place % 2 === 0) hub.drop(lines[place]!);
      lines[place] = opened(`u${place}`);
    }
  }
  await clock.advance(60_000);
  expect(codes.get(0)).toBeGreaterThan(INVITATIONS * 1.4);
  expect([...codes.keys()].filter((code) => code !== 0 && code !== -10004)).toEqual([]);

  expect(hub.recentMessages.size).toBeLessThanOrEqual(40_000);
  expect(new Set(lines.map((line) => line.userID)).size).toBe(USERS);
  const open = [...hub.sessions.all()];
  expect(open.length).toBeLessThan(USERS + INVITATIONS / AT_ONCE);
  for (let index = 0; index < USERS; index++) expect(hub.sessions.of(`u${index}`)).toHaveLength(1);
  const { messages, documents, pushes, accounts } = store.snapshot();
  expect(messages.length).toBeLessThanOrEqual(12_500);
  expect(pushes).toHaveLength(AWAY * 200);
  expect(documents.length).toBeLessThanOrEqual(accounts.length + 1);
  for (const { kind, value } of documents)
    if (kind === 'logins') expect((value as []).length).toBeLessThanOrEqual(20);
  expect(clock.nextTimerAt()).toBeUndefined();
});
