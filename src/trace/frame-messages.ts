import type { PushBody, WireMessage } from '../im/wire.js';

/** The messages that a frame carries: the one it sends, or those it pushes, tells the modification of, or pages through. */
export function messagesOfFrame(body: unknown): WireMessage[] {
  if (typeof body !== 'object' || body === null) return [];
  if ('MsgBody' in body) return [body as WireMessage].filter(isWhole);
  const { EventArray, MsgList, RspMsgList } = body as Partial<PushBody> & {
    MsgList?: unknown;
    RspMsgList?: unknown;
  };
  const found: unknown[] = [MsgList, RspMsgList].flatMap(listed);
  for (const event of listed(EventArray) as PushBody['EventArray']) {
    const { C2cMsgArray, GroupMsgArray, C2cMsgModNotifys, GroupMsgModNotifys } = event;
    found.push(...[C2cMsgArray, GroupMsgArray, C2cMsgModNotifys, GroupMsgModNotifys].flatMap(listed));
  }
  return (found as WireMessage[]).filter(isWhole);
}

function listed(list: unknown): unknown[] {
  return Array.isArray(list) ? list : [];
}

/** What came from outside is looked at before it is believed. */
function isWhole(message: WireMessage | null): boolean {
  const elements: unknown = message?.MsgBody;
  return Array.isArray(elements) && elements.every((element) => isObject(element?.MsgContent));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
