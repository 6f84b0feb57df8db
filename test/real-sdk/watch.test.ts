import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/trace/event.js';
import { Sig } from '../cli/sig.js';
import { RealUser } from './real-user.js';

const sig = new Sig();
let url: string;

beforeAll(async () => {
  expect((await sig.line('hub start --memory --port 0')).code).toBe(0);
  url = `ws://127.0.0.1:${sig.state().port}`;
});
afterAll(() => sig.leave());

test('sig watch --frames shows what the real SDK, virtual users and the hub say to each other, decoded', async () => {
  const lines = sig.start(['watch', '--frames']);
  const json = sig.start(['watch', '--frames', '--user', 'alice', '--json']);
  // Both listen once they tell of something that happens; a first log-in may come too early for them.
  const begun = Promise.all([lines.saw('zoe'), json.saw('"login"')]);
  let over = false;
  void begun.then(() => {
    over = true;
  });
  while (!over) await sig.line('user login zoe alice').then(() => sig.line('user logout zoe alice'));
  await begun;

  const alice = new RealUser(url, 'alice');
  await alice.login();
  const id = await alice.invite('bob', '{"call":"video"}', 30);
  expect((await sig.line('accept bob')).code).toBe(0);
  await alice.hear('onInviteeAccepted', id);
  await lines.saw('↑ openim.ws_msg_push_ack');
  await json.saw('openim.ws_msg_push_ack');
  await alice.destroy();
  for (const watch of [lines, json]) watch.child.kill('SIGINT');

  const { out } = await lines.ended;
  const short = id.slice(0, 8);
  expect(out).toMatch(
    new RegExp(`alice/web-[0-9a-f]{8} +↑ openim\\.sendmsg +${short}\\n +INVITE  alice → bob  30 s`),
  );
  expect(out).toMatch(new RegExp(`↓ im_open_push\\.msg_push +${short}\\n +ACCEPT  bob → alice`));
  expect(out).toMatch(new RegExp(`bob +↑ openim\\.sendmsg +${short}\\n +ACCEPT  bob → alice`));
  const frames = (await json.ended).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceEvent)
    .filter((event) => event.kind === 'frame');
  const sent = frames.find(({ command }) => command === 'openim.sendmsg');
  expect(sent).toMatchObject({
    user: 'alice',
    direction: 'up',
    fate: 'delivered',
    body: { To_Account: 'bob', MsgBody: [{ MsgType: 'TIMCustomElem' }] },
  });
  const pushed = frames.find(({ command }) => command === 'im_open_push.msg_push');
  expect(pushed).toMatchObject({ direction: 'down', body: { EventArray: [{ Event: 1 }], NeedAck: 1 } });
});
