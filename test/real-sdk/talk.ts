import type { Message } from '@tencentcloud/chat';
import { Chat, type RealUser } from './real-user.js';

export type ConversationType = 'C2C' | 'GROUP';

/** A text message that is not sent yet. */
export function text(from: RealUser, to: string, words: string, type: ConversationType = 'C2C'): Message {
  return from.chat.createTextMessage({ to, conversationType: type as never, payload: { text: words } });
}

/** Sends a text message. */
export async function say(
  from: RealUser,
  to: string,
  words: string,
  type: ConversationType = 'C2C',
): Promise<Message> {
  return (await from.chat.sendMessage(text(from, to, words, type))).data.message;
}

export function words(messages: Message[]): string[] {
  return messages.map((message) => message.payload.text);
}

/** The next message that the user receives and the test likes. */
export async function received(user: RealUser, likes: (message: Message) => boolean): Promise<Message> {
  const data = await user.event(Chat.EVENT.MESSAGE_RECEIVED, (list) => (list as Message[]).some(likes));
  return (data as Message[]).find(likes)!;
}

export const says = (what: string) => (message: Message) => message.payload.text === what;

/** A conversation as the user's list has it. */
export async function conversation(user: RealUser, id: string) {
  const { data } = await user.chat.getConversationList();
  return data.conversationList.find((each: { conversationID: string }) => each.conversationID === id) as
    | { unreadCount: number; lastMessage: { messageForShow: string; isRevoked: boolean } }
    | undefined;
}

/** A conversation's whole history, page by page, oldest first. */
export async function history(user: RealUser, conversationID: string): Promise<Message[]> {
  let all: Message[] = [];
  let nextReqMessageID = '';
  for (let done = false; !done; ) {
    const { data } = await user.chat.getMessageList({ conversationID, nextReqMessageID });
    all = [...data.messageList, ...all];
    nextReqMessageID = data.nextReqMessageID;
    done = data.isCompleted;
  }
  return all;
}

/** Makes the group `team`. */
export async function makeTeam(owner: RealUser, type: string, members: string[] = []): Promise<void> {
  await owner.chat.createGroup({
    type: type as never,
    groupID: 'team',
    name: 'The team',
    memberList: members.map((userID) => ({ userID })),
  });
}
