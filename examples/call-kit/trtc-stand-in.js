// Stands in for `trtc-sdk-v5`, the media client below the call kits, where the vendor's media servers can't be reached: no
// sound and no picture, but rooms whose users see each other come and go, among the tabs of one browser. Everything above
// it stays the real thing. Name it as an alias of `trtc-sdk-v5` in your bundler (see vite.config.js).
const rooms = new BroadcastChannel('trtc-rooms');

/** A client takes calls that matter to nobody here. */
const quiet = new Proxy(() => undefined, { get: (_target, name) => (name === 'then' ? undefined : quiet) });

class Client {
  listeners = new Map();
  room = undefined;
  user = undefined;

  constructor() {
    rooms.addEventListener('message', ({ data }) => this.hear(data));
  }

  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    return this;
  }

  off(event, listener) {
    if (event === '*') this.listeners.clear();
    else
      this.listeners.set(
        event,
        (this.listeners.get(event) ?? []).filter((each) => each !== listener),
      );
    return this;
  }

  tell(event, details) {
    for (const listener of this.listeners.get(event) ?? []) listener(details);
  }

  hear({ what, room, user, to }) {
    if (room !== this.room || user === this.user || (to !== undefined && to !== this.user)) return;
    if (what === 'enter') rooms.postMessage({ what: 'here', room, user: this.user, to: user });
    if (what === 'exit') this.tell('remote-user-exit', { userId: user, reason: 0 });
    else this.tell('remote-user-enter', { userId: user });
  }

  async enterRoom({ roomId, strRoomId, userId }) {
    this.room = String(roomId || strRoomId);
    this.user = userId;
    rooms.postMessage({ what: 'enter', room: this.room, user: userId });
  }

  async exitRoom() {
    if (this.room !== undefined) rooms.postMessage({ what: 'exit', room: this.room, user: this.user });
    this.room = undefined;
  }

  getVideoTrack() {}
  getAudioTrack() {}
}

const device = (kind) => ({ deviceId: kind, label: kind, kind, getCapabilities: () => ({}) });

const statics = {
  EVENT: {
    ERROR: 'error',
    AUTOPLAY_FAILED: 'autoplay-failed',
    KICKED_OUT: 'kicked-out',
    REMOTE_USER_ENTER: 'remote-user-enter',
    REMOTE_USER_EXIT: 'remote-user-exit',
    REMOTE_AUDIO_AVAILABLE: 'remote-audio-available',
    REMOTE_AUDIO_UNAVAILABLE: 'remote-audio-unavailable',
    REMOTE_VIDEO_AVAILABLE: 'remote-video-available',
    REMOTE_VIDEO_UNAVAILABLE: 'remote-video-unavailable',
    AUDIO_VOLUME: 'audio-volume',
    NETWORK_QUALITY: 'network-quality',
    CONNECTION_STATE_CHANGED: 'connection-state-changed',
    DEVICE_CHANGED: 'device-changed',
    PUBLISH_STATE_CHANGED: 'publish-state-changed',
    STATISTICS: 'statistics',
    CUSTOM_MESSAGE: 'custom-message',
    TRACK: 'track',
  },
  TYPE: new Proxy({}, { get: (_target, name) => String(name) }),
  VERSION: '5.15.0',
  isSupported: async () => ({ result: true, detail: {} }),
  getCameraList: async () => [device('videoinput')],
  getMicrophoneList: async () => [device('audioinput')],
  getSpeakerList: async () => [device('audiooutput')],
  getPermissions: async () => ({ camera: 'granted', microphone: 'granted' }),
  create: () =>
    new Proxy(new Client(), {
      get: (client, name) =>
        name in client || typeof name === 'symbol' || name === 'then' ? client[name] : async () => undefined,
    }),
};

const TRTC = new Proxy(class {}, {
  get: (target, name) =>
    statics[name] ?? (typeof name === 'symbol' || name === 'prototype' ? target[name] : quiet),
});

export { TRTC };
export default TRTC;
