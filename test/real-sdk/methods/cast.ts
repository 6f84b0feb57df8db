import { eventually } from '../../eventually.js';
import { Chat, type RealUser } from '../real-user.js';
import { Stage } from '../stage.js';

/** The SDK as its users call it: its own types leave out half of what its methods take and give. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type SDK = any;

export const { TYPES, EVENT } = Chat as unknown as Record<'TYPES' | 'EVENT', Record<string, SDK>>;

/** Who is there when the methods of one domain are called one after the other. */
export class Cast {
  readonly stage: Stage;
  readonly alice: RealUser;
  /** Alice's second device. */
  readonly tablet: RealUser;
  readonly bob: RealUser;

  private constructor(stage: Stage, alice: RealUser, tablet: RealUser, bob: RealUser) {
    this.stage = stage;
    this.alice = alice;
    this.tablet = tablet;
    this.bob = bob;
  }

  static async gather(): Promise<Cast> {
    const stage = await Stage.open({ settings: { loginPolicy: 'multi' } });
    const [alice, tablet, bob] = await Promise.all([
      stage.real('alice'),
      stage.real('alice'),
      stage.real('bob'),
    ]);
    await stage.quiet();
    return new Cast(stage, alice, tablet, bob);
  }

  /** Calls as an administrator's backend does. */
  async rest(command: string, body: object): Promise<SDK> {
    const { hub } = this.stage;
    const answer = await hub.request(hub.openAdmin('administrator', 0), command, body);
    if (answer.ErrorCode !== 0) throw new Error(`${command}: ${answer.ErrorCode} ${answer.ErrorInfo}`);
    return answer;
  }
}

/** The SDK of a user. */
export function sdk(user: RealUser): SDK {
  return user.chat;
}

/** Sends a text to a user, or to a group with `group`. @returns the message as its sender has it */
export async function say(from: RealUser, to: string, text: string, more: object = {}): Promise<SDK> {
  const message = sdk(from).createTextMessage({
    to,
    conversationType: to.startsWith('group') || to.startsWith('live') ? 'GROUP' : 'C2C',
    payload: { text },
    ...more,
  });
  Object.assign(message, more);
  return (await sdk(from).sendMessage(message)).data.message;
}

/** The message as another user got it, once it has come. */
export async function arrived(user: RealUser, { ID }: { ID: string }): Promise<SDK> {
  let found: SDK;
  await eventually(async () => {
    found = sdk(user).findMessage(ID);
    if (!found) throw new Error(`${user.userID} has no message ${ID}`);
  });
  return found;
}

/** A conversation as a user's SDK has it. */
export async function conversation(user: RealUser, conversationID: string): Promise<SDK> {
  return (await sdk(user).getConversationProfile(conversationID)).data.conversation;
}

/** The texts of a user's history, as the hub has it. */
export async function texts(user: RealUser, conversationID: string): Promise<string[]> {
  const { data } = await sdk(user).getMessageListHopping({ conversationID, sequence: 0, time: 0, count: 20 });
  return data.messageList.map((message: SDK) => message.payload?.text).filter(Boolean);
}
