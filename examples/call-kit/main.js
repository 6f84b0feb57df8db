// One user on a real call engine, pointed at a hub: ?user=alice&engine=call-engine-js|tuicall-engine-webrtc&hub=ws://127.0.0.1:7447
// What the engine tells is listed on the page and in `window.heard`; `window.engine` is the engine itself.
import TencentCloudChat from '@tencentcloud/chat';

const query = new URLSearchParams(location.search);
const user = query.get('user') ?? 'alice';
const SDKAppID = 1400000001;

async function load() {
  if (query.get('engine') === 'tuicall-engine-webrtc') return import('tuicall-engine-webrtc');
  const module = await import('@tencentcloud/call-engine-js');
  await new Promise((resolve) => module.TUICallEngine.once('ready', resolve));
  return module;
}

const { TUICallEngine, TUICallEvent } = await load();
// The kits take a chat that an app has made: this is where the hub comes in.
const chat = TencentCloudChat.create({ SDKAppID, proxyServer: query.get('hub') ?? 'ws://127.0.0.1:7447' });
chat.setLogLevel(4);
const engine = TUICallEngine.createInstance({ SDKAppID, tim: chat });

window.heard = [];
for (const event of new Set(Object.values(TUICallEvent))) {
  if (typeof event !== 'string') continue;
  engine.on(event, (details) => {
    window.heard.push({ event, details: JSON.parse(JSON.stringify(details ?? null)) });
    const line = document.createElement('li');
    line.textContent = `${event} ${JSON.stringify(details ?? '')}`;
    document.querySelector('#events').append(line);
  });
}

await engine.login({ userID: user, userSig: 'any', sdkAppId: SDKAppID, userId: user });
window.engine = engine;
window.chat = chat;
document.querySelector('#state').textContent = `${user} is logged in`;
