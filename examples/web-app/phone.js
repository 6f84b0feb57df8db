/* global TencentCloudChat */

/** Which buttons a state shows. */
const BUTTONS = {
  offline: [],
  idle: ['call'],
  calling: ['cancel'],
  ringing: ['accept', 'reject'],
  talking: ['hangup'],
};

const WORDS = {
  offline: 'connecting …',
  idle: 'ready',
  calling: 'calling …',
  ringing: 'is being called',
  talking: 'in a call',
};

const RING_SECONDS = 30;

/** What a sender wants by its data; any text may come. */
function commandOf(data) {
  try {
    return JSON.parse(data).cmd;
  } catch {
    return undefined;
  }
}

/** One user with one SDK, as an app would use it: nothing here knows that the other end is a test bench. */
export class Phone {
  #root;
  #chat;
  #peer;
  #inviteID = '';

  constructor(root, { userID, peer, sdkAppID, hub }) {
    this.#root = root;
    this.#peer = peer;
    this.userID = userID;
    root.id = userID;
    root.querySelector('.avatar').textContent = userID[0].toUpperCase();
    root.querySelector('h1').textContent = userID;
    for (const button of root.querySelectorAll('button')) {
      button.onclick = () => this.#press(button.dataset.do);
    }
    this.#chat = TencentCloudChat.create({ SDKAppID: sdkAppID, proxyServer: hub });
    this.#chat.setLogLevel(4);
    this.#listen();
    this.#show('offline');
  }

  async login(userSig) {
    const ready = new Promise((resolve) => this.#chat.on(TencentCloudChat.EVENT.SDK_READY, resolve));
    await this.#chat.login({ userID: this.userID, userSig });
    await ready;
    this.#show('idle');
  }

  #listen() {
    const { TSignaling, EVENT } = TencentCloudChat;
    const on = (event, react) => {
      this.#chat.addSignalingListener(event, ({ data }) => {
        if (event !== TSignaling.NEW_INVITATION_RECEIVED && data.inviteID !== this.#inviteID) return;
        this.#log(event.replace('ts_', ''));
        react(data);
      });
    };
    on(TSignaling.NEW_INVITATION_RECEIVED, ({ inviteID, inviter, data }) => {
      if (commandOf(data) === 'hangup') {
        this.#show('idle', `${inviter} hung up`);
        return;
      }
      this.#inviteID = inviteID;
      this.#peer = inviter;
      this.#show('ringing', `${inviter} is calling`);
    });
    // A user's other devices hear of an answer too: they stop ringing.
    on(TSignaling.INVITEE_ACCEPTED, ({ invitee }) => {
      if (invitee === this.userID) this.#show('idle', 'answered on another device');
      else this.#show('talking', `with ${invitee}`);
    });
    on(TSignaling.INVITEE_REJECTED, ({ invitee }) => {
      this.#show('idle', invitee === this.userID ? 'declined on another device' : `${invitee} declined`);
    });
    on(TSignaling.INVITATION_CANCELLED, ({ inviter }) => this.#show('idle', `${inviter} gave up`));
    on(TSignaling.INVITATION_TIMEOUT, () => this.#show('idle', 'no answer'));
    this.#chat.on(EVENT.KICKED_OUT, () => this.#show('offline', 'logged in elsewhere'));
  }

  async #press(what) {
    try {
      await this[what]();
    } catch (error) {
      this.#log(`${what} failed: ${error.code}`);
    }
  }

  async call() {
    const data = JSON.stringify({ businessID: 'sample_call', cmd: 'videoCall' });
    const { inviteID } = await this.#chat.invite({ userID: this.#peer, data, timeout: RING_SECONDS });
    this.#inviteID = inviteID;
    this.#log('invite');
    this.#show('calling', this.#peer);
  }

  async cancel() {
    await this.#chat.cancel({ inviteID: this.#inviteID, data: '{}' });
    this.#log('cancel');
    this.#show('idle');
  }

  async accept() {
    await this.#chat.accept({ inviteID: this.#inviteID, data: '{}' });
    this.#log('accept');
    this.#show('talking', `with ${this.#peer}`);
  }

  async reject() {
    await this.#chat.reject({ inviteID: this.#inviteID, data: '{}' });
    this.#log('reject');
    this.#show('idle');
  }

  /** As calling kits do: a hang-up is a new invitation that says so, with no time-out. */
  async hangup() {
    const data = JSON.stringify({ businessID: 'sample_call', cmd: 'hangup' });
    await this.#chat.invite({ userID: this.#peer, data, timeout: 0 });
    this.#log('hang up');
    this.#show('idle');
  }

  #show(state, call = '') {
    this.#root.dataset.state = state;
    this.#root.querySelector('.state').textContent = WORDS[state];
    this.#root.querySelector('.call').textContent = call;
    for (const button of this.#root.querySelectorAll('button')) {
      button.hidden = !BUTTONS[state].includes(button.dataset.do);
    }
  }

  #log(text) {
    const line = document.createElement('li');
    line.textContent = text;
    this.#root.querySelector('.log').prepend(line);
  }
}
