import { expect, test } from 'vitest';
import type { Session } from '../../../src/hub/core/session.js';
import { Hub } from '../../../src/hub/hub.js';
import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { SigError } from '../../../src/im/sig-error.js';
import type { ResponseBody } from '../../../src/im/wire.js';
import { seededEntropy } from '../../../src/runtime/entropy.js';
import { VirtualClock } from '../../../src/runtime/virtual-clock.js';
import type { TraceEvent } from '../../../src/trace/event.js';
import { Trace } from '../../../src/trace/trace.js';
import { message } from '../world.js';

/** A store of which a test decides which commits succeed. */
class FailingStore extends MemoryStore {
  commits = 0;
  open = true;
  failFrom = Number.POSITIVE_INFINITY;

  override commit(): void {
    this.commits++;
    if (this.commits >= this.failFrom) throw new SigError(7010, 'hub.db cannot grow: the disk is full');
  }

  override close(): void {
    this.open = false;
  }
}

/** alice and bob on a hub; `order` is what left it, and when it committed. */
class Stage {
  readonly clock = new VirtualClock();
  readonly store = new FailingStore();
  readonly order: string[] = [];
  readonly events: TraceEvent[] = [];
  readonly failures: SigError[] = [];
  readonly hub: Hub;
  readonly alice: Session;
  readonly bob: Session;
  /** What bob's device does when something is pushed to it. */
  onPush = () => {};

  constructor() {
    const { clock, store } = this;
    const trace = new Trace(clock);
    trace.subscribe((event) => this.events.push(event));
    const onFailure = (error: SigError) => this.failures.push(error);
    this.hub = new Hub({ store, clock, entropy: seededEntropy(1), trace, onFailure });
    this.alice = this.#line('alice', () => {});
    this.bob = this.#line('bob', () => this.onPush());
  }

  #line(userID: string, onPush: () => void): Session {
    const credentials = { sdkAppID: 1, identifier: userID, platform: '', device: 'phone' };
    return this.hub.open(credentials, {
      push: () => {
        this.order.push(`push to ${userID}`);
        onPush();
      },
      close: (reason) => this.order.push(`${userID} closed: ${reason}`),
    });
  }

  async logIn(): Promise<this> {
    for (const session of [this.alice, this.bob]) {
      this.hub.submit(session, 'im_open_status.wslogin', {}, () => {});
    }
    await this.clock.settle();
    return this;
  }

  send(session: Session, to: string, name = 'answer'): ResponseBody[] {
    const answers: ResponseBody[] = [];
    this.hub.submit(session, 'openim.sendmsg', message(to, 'x'), (answer) => {
      this.order.push(`${name} ${answer.ErrorCode}`);
      answers.push(answer);
    });
    return answers;
  }
}

test('nothing leaves before its commit, and what a push made a virtual device keep is durable before the answer', async () => {
  const stage = await new Stage().logIn();
  const commit = stage.store.commit.bind(stage.store);
  stage.store.commit = () => {
    stage.order.push('commit');
    commit();
  };
  stage.send(stage.alice, 'bob');
  expect(stage.order).toEqual([]);
  await stage.clock.settle();
  expect(stage.order).toEqual(['commit', 'push to bob', 'commit', 'answer 0']);
});

test('a receiver that throws keeps nobody else from what is theirs', async () => {
  const stage = await new Stage().logIn();
  stage.onPush = () => {
    throw new Error('out of paper');
  };
  stage.send(stage.alice, 'bob');
  stage.send(stage.bob, 'alice');
  await stage.clock.settle();
  expect(stage.order).toEqual(['push to bob', 'push to alice', 'answer 0', 'answer 0']);
  expect(stage.events.at(-1)).toMatchObject({ kind: 'note', text: 'a receiver failed: out of paper' });
});

test('all that comes in one turn is one commit', async () => {
  const stage = await new Stage().logIn();
  const before = stage.store.commits;
  for (let i = 0; i < 10; i++) stage.send(stage.alice, 'nobody yet');
  await stage.clock.settle();
  expect(stage.store.commits).toBe(before + 1);
});

test('when a commit fails, nothing of its turn is pushed or acknowledged, and the hub ends', async () => {
  const stage = await new Stage().logIn();
  stage.store.failFrom = stage.store.commits + 1;
  const answers = [...stage.send(stage.alice, 'bob'), stage.send(stage.bob, 'alice')];
  await stage.clock.settle();
  const reason = 'the hub has stopped: hub.db cannot grow: the disk is full';
  expect(stage.order).toEqual([
    'answer 20005',
    'answer 20005',
    `alice closed: ${reason}`,
    `bob closed: ${reason}`,
  ]);
  expect(answers[0]).toMatchObject([
    { ErrorInfo: 'nothing of it was kept: hub.db cannot grow: the disk is full' },
  ]);
  expect(stage.failures).toMatchObject([{ code: 7010 }]);
  expect(stage.events.at(-1)).toMatchObject({
    kind: 'note',
    text: 'the hub stops: hub.db cannot grow: the disk is full',
  });
  expect(stage.store.open).toBe(false);
});

test('who asks again at once, when refused, is refused again', async () => {
  const stage = await new Stage().logIn();
  stage.store.failFrom = stage.store.commits + 1;
  const body = message('bob', 'x');
  const codes: number[] = [];
  stage.hub.submit(stage.alice, 'openim.sendmsg', body, ({ ErrorCode }) => {
    codes.push(ErrorCode);
    stage.hub.submit(stage.alice, 'openim.sendmsg', body, (answer) => codes.push(answer.ErrorCode));
  });
  await stage.clock.settle();
  expect(codes).toEqual([20005, 20004]);
});

test('from then on it refuses everything, and tells whoever wants it to commit', async () => {
  const stage = await new Stage().logIn();
  stage.store.failFrom = 1;
  stage.send(stage.alice, 'bob');
  await stage.clock.settle();
  stage.order.length = 0;
  const [late] = [stage.send(stage.alice, 'bob', 'late')];
  await stage.clock.settle();
  expect(late).toMatchObject([{ ErrorCode: 20004, ErrorInfo: expect.stringContaining('the disk is full') }]);
  expect(stage.order).toEqual(['late 20004']);
  expect(() => stage.hub.flush()).toThrow('the disk is full');
  stage.hub.close();
  expect(stage.failures).toHaveLength(1);
});

test('what virtual devices noted down is not durable: the sender is not told that all is well', async () => {
  const stage = await new Stage().logIn();
  stage.store.failFrom = stage.store.commits + 2;
  stage.send(stage.alice, 'bob');
  await stage.clock.settle();
  expect(stage.order.slice(0, 2)).toEqual(['push to bob', 'answer 20005']);
});

test('close commits and lets out what waits, then closes the lines and the store', async () => {
  const stage = await new Stage().logIn();
  stage.send(stage.alice, 'bob');
  stage.hub.close();
  const reason = 'the hub is shutting down';
  expect(stage.order).toEqual([
    'push to bob',
    'answer 0',
    `alice closed: ${reason}`,
    `bob closed: ${reason}`,
  ]);
  expect(stage.store.open).toBe(false);
});

test('what comes while the hub closes is refused, not lost', async () => {
  const stage = await new Stage().logIn();
  stage.send(stage.alice, 'bob');
  stage.onPush = () => void stage.send(stage.bob, 'alice', 'reply');
  stage.hub.close();
  stage.send(stage.alice, 'bob', 'after');
  await stage.clock.settle();
  expect(stage.order.filter((what) => !what.includes('closed'))).toEqual([
    'push to bob',
    'answer 0',
    'reply 20004',
    'after 20004',
  ]);
  expect(stage.store.log(0, 10)).toHaveLength(1);
});

test('a webhook’s verdict that comes after the end is answered, and changes nothing', async () => {
  const stage = await new Stage().logIn();
  const verdict = Promise.withResolvers<{ body: unknown }>();
  stage.hub.beforeCommand = () => verdict.promise;
  stage.send(stage.alice, 'bob');
  stage.hub.close();
  verdict.resolve({ body: message('bob', 'x') });
  await stage.clock.settle();
  expect(stage.order.at(-1)).toBe('answer 20004');
  expect(stage.store.log(0, 10)).toEqual([]);
});

test('close tells of what could not be kept', async () => {
  const stage = await new Stage().logIn();
  stage.store.failFrom = 1;
  stage.send(stage.alice, 'bob');
  expect(() => stage.hub.close()).toThrow('the disk is full');
  expect(stage.order[0]).toBe('answer 20005');
  expect(stage.store.open).toBe(false);
});
