import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { RECV_OPTIONS } from '../../../src/hub/store/collections.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { SqliteStore } from '../../../src/hub/store/sqlite-store.js';
import type { Peer, Store } from '../../../src/hub/store/store.js';
import { runs } from '../../long-run.js';
import { account, c2c, group, inGroup, member, push, T0, withData } from './samples.js';

const USERS = ['alice', 'bob', 'carol'];
const GROUPS = ['g1', 'g2'];

const user = fc.constantFrom(...USERS);
const groupID = fc.constantFrom(...GROUPS);
const small = fc.nat(9);
/** -0 is 0 in JSON text. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
const peer: fc.Arbitrary<Peer> = fc.oneof(
  user.map((userID) => ({ userID })),
  groupID.map((id) => ({ groupID: id })),
);
const mark = fc.record({
  readID: small,
  readTime: small,
  clearedID: small,
  hiddenID: small,
  pinned: fc.boolean(),
});
const options = fc.record({
  at: fc.nat(3),
  seq: fc.nat(3),
  random: fc.nat(1),
  data: fc.string({ unit: 'binary' }),
  noUnread: fc.boolean(),
  noLastMsg: fc.boolean(),
  hiddenFromSender: fc.boolean(),
});

/** Something done to a store, as data: a counterexample can be pasted back as an example. */
type Step = [name: string, args: unknown];

/** What the steps do, by name; what it gives must be the same for both stores. */
const actions = new Map<string, (store: Store, args: never) => unknown>();

function step<Args>(
  name: string,
  args: fc.Arbitrary<Args>,
  run: (store: Store, args: Args) => unknown,
): fc.Arbitrary<Step> {
  actions.set(name, run);
  return fc.tuple(fc.constant(name), args);
}

/** Every question a store can be asked about these users and groups. */
function answers(store: Store): unknown {
  const everyID = Array.from({ length: 20 }, (_, id) => id);
  return {
    lists: USERS.map((u) => [
      store.account(u),
      store.conversations(u),
      store.unreadC2C(u),
      store.groupsOf(u),
    ]),
    pairs: USERS.flatMap((a) =>
      USERS.map((b) => [
        pages(store, a, b, 2),
        everyID.map((beforeID) => ids(store.c2cHistory(a, b, { limit: 3, beforeID }))),
        store.mark(a, { userID: b }),
      ]),
    ),
    groups: GROUPS.map((g) => [
      store.group(g),
      store.members(g),
      store.lastGroupSeq(g),
      everyID.map((beforeSeq) => ids(store.groupHistory(g, { limit: 3, beforeSeq }))),
      USERS.map((u) => store.mark(u, { groupID: g })),
    ]),
    log: store.log(0, 1000),
    newest: everyID.map((id) => ids(store.logBefore(id, 3))),
  };
}

const ids = (messages: readonly { id: number }[]) => messages.map(({ id }) => id);

/** One page after the other, to the end. */
function pages(store: Store, owner: string, other: string, limit: number): number[] {
  const seen: number[] = [];
  for (let page = store.c2cHistory(owner, other, { limit }); page.length > 0; ) {
    seen.push(...ids(page));
    page = store.c2cHistory(owner, other, { limit, beforeID: page.at(-1)!.id });
  }
  return seen;
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: step('append', fc.tuple(user, user, options), (s, [a, b, o]) => s.append(c2c(a, b, o))),
    },
    {
      weight: 4,
      arbitrary: step('appendGroup', fc.tuple(groupID, user, options), (s, [g, a, o]) =>
        s.append(inGroup(g, a, s.takeGroupSeq(g), o)),
      ),
    },
    step('replace', fc.tuple(small, fc.string(), fc.boolean()), (s, [id, data, recalled]) => {
      const [message] = s.log(id, 1);
      if (message) s.replace({ ...withData(message, data), recalled });
    }),
    step('replaceMissing', small, (s, id) =>
      s.replace({ ...c2c('alice', 'bob'), id: id + 1000, recalled: false }),
    ),
    step('putAccount', fc.tuple(user, json), (s, [u, value]) =>
      s.putAccount(account(u, { tinyID: `144-${u}`, profile: { value } })),
    ),
    step('deleteAccount', user, (s, u) => s.deleteAccount(u)),
    step('putGroup', fc.tuple(groupID, fc.string()), (s, [g, name]) => s.putGroup(group(g, { name }))),
    {
      weight: 2,
      arbitrary: step('join', fc.tuple(groupID, user), (s, [g, u]) => s.putMember(g, member(u))),
    },
    step('deleteGroup', groupID, (s, g) => s.deleteGroup(g)),
    step('putMember', fc.tuple(groupID, user, small), (s, [g, u, at]) =>
      s.putMember(g, member(u, { joinTime: T0 + at })),
    ),
    step('deleteMember', fc.tuple(groupID, user), (s, [g, u]) => s.deleteMember(g, u)),
    step('takeGroupSeq', groupID, (s, g) => s.takeGroupSeq(g)),
    step('putBlock', fc.tuple(user, user, small), (s, [a, b, at]) => s.putBlock(a, b, at)),
    step('deleteBlock', fc.tuple(user, user), (s, [a, b]) => s.deleteBlock(a, b)),
    step('putFriend', fc.tuple(user, user, small), (s, [a, userID, addTime]) =>
      s.putFriend(a, { userID, remark: '', addTime }),
    ),
    step('deleteFriend', fc.tuple(user, user), (s, [a, b]) => s.deleteFriend(a, b)),
    step('putMark', fc.tuple(user, peer, mark), (s, [u, p, m]) => s.putMark(u, p, m)),
    step('appendPush', fc.tuple(user, small), (s, [u, at]) => s.appendPush(push(u, at))),
    step('putDocument', fc.tuple(user, user, fc.constantFrom<1 | 2>(1, 2)), (s, [a, b, value]) =>
      s.putDocument(RECV_OPTIONS, [a, b], value),
    ),
    step('deleteDocument', fc.tuple(user, user), (s, [a, b]) => s.deleteDocument(RECV_OPTIONS, a, b)),
    step('commit', fc.constant(0), (s) => s.commit()),
    step('pages', fc.tuple(user, user, fc.integer({ min: 1, max: 3 })), (s, [a, b, n]) => pages(s, a, b, n)),
    step('c2cHistory', fc.tuple(user, user, small, small), (s, [a, b, limit, beforeID]) =>
      s.c2cHistory(a, b, { limit, beforeID }),
    ),
    step('groupHistory', fc.tuple(groupID, small, small), (s, [g, limit, beforeSeq]) =>
      s.groupHistory(g, { limit, beforeSeq }),
    ),
    step('c2cMessage', fc.tuple(user, user, fc.nat(3), fc.nat(1), fc.nat(3)), (s, [a, b, seq, random, at]) =>
      s.c2cMessage(a, b, `${seq}_${random}_${T0 + at}`),
    ),
    step('groupMessage', fc.tuple(groupID, small), (s, [g, seq]) => s.groupMessage(g, seq)),
    step('lists', user, (s, u) => [
      s.conversations(u),
      s.unreadC2C(u),
      s.unreadCounts(u),
      s.groupsOf(u),
      s.friends(u),
      s.blockList(u),
      s.pushes(u),
      s.documents(RECV_OPTIONS, u),
    ]),
  ),
  { maxLength: 120, size: 'max' },
);

function outcome(run: () => unknown): unknown {
  try {
    return { value: run() };
  } catch (thrown) {
    return { thrown: (thrown as { code: number }).code };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'sig-agree-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

test('whatever is done to them, both stores give the same answers and snapshots, and the file keeps all', () => {
  fc.assert(
    fc.property(steps, (script) => {
      const path = join(folder, `${++files}.db`);
      const memory = new MemoryStore();
      let sqlite = new SqliteStore(path);
      for (const store of [memory, sqlite]) for (const id of GROUPS) store.putGroup(group(id));
      for (const [name, args] of script) {
        const run = actions.get(name)!;
        expect(
          outcome(() => run(sqlite, args as never)),
          name,
        ).toEqual(outcome(() => run(memory, args as never)));
      }
      const snapshot = memory.snapshot();
      expect(sqlite.snapshot()).toEqual(snapshot);
      expect(answers(sqlite)).toEqual(answers(memory));
      sqlite.commit();
      sqlite.close();

      const restored = new MemoryStore();
      restored.restore(snapshot);
      sqlite = new SqliteStore(path);
      for (const again of [restored, sqlite]) {
        expect(again.snapshot()).toEqual(snapshot);
        expect(answers(again)).toEqual(answers(memory));
        expect(again.append(c2c('alice', 'bob'))).toEqual({
          ...c2c('alice', 'bob'),
          id: snapshot.lastID + 1,
          recalled: false,
        });
      }
      sqlite.close();
    }),
    { numRuns: runs(100) },
  );
});
