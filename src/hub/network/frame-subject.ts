import { CUSTOM_ELEM, type MsgElement } from '../../im/elements.js';
import type { PushBody, WireMessage } from '../../im/wire.js';
import { type Action, actionName } from '../../signaling/action.js';
import type { Frame } from './network.js';

/** What a frame carries, as a person names it. */
export type Subject = Action | 'modification' | 'message' | 'other';

/** What a frame is about: the signal in it, or that of the request it answers. */
export interface FrameSubject {
  subject: Subject;
  /** '' where it carries no signal. */
  inviteID: string;
  /** Whether it is the answer to a request. */
  answer: boolean;
}

const read = new WeakMap<Frame, FrameSubject>();

/** Reads a frame just so far that faults can pick out one kind. */
export function frameSubject(frame: Frame): FrameSubject {
  const known = read.get(frame);
  if (known) return known;
  const subject = readSubject(frame);
  read.set(frame, subject);
  return subject;
}

function readSubject(frame: Frame): FrameSubject {
  if (frame.request) return { ...frameSubject(frame.request), answer: true };
  const { command } = frame;
  if (command === 'im_open_push.msg_push') return { ...ofPush(frame.body as PushBody), answer: false };
  const body = frame.body as { MsgBody?: MsgElement[] };
  if (command === 'openim.modify_c2c_msg' || command === 'openim.modify_group_msg')
    return { ...ofBody(body.MsgBody), subject: 'modification', answer: false };
  if (command === 'openim.sendmsg' || command === 'group_open_http_svc.send_group_msg')
    return { ...ofBody(body.MsgBody), answer: false };
  return { subject: 'other', inviteID: '', answer: false };
}

function ofPush(push: PushBody): { subject: Subject; inviteID: string } {
  for (const event of push.EventArray ?? []) {
    const [message] = event.C2cMsgArray ?? event.GroupMsgArray ?? [];
    if (message) return ofBody(message.MsgBody);
    const [modified] = (event.C2cMsgModNotifys ?? event.GroupMsgModNotifys ?? []) as WireMessage[];
    if (modified) return { ...ofBody(modified.MsgBody), subject: 'modification' };
  }
  return { subject: 'other', inviteID: '' };
}

function ofBody(elements: readonly MsgElement[] | undefined): { subject: Subject; inviteID: string } {
  const data = elements?.find((each) => each.MsgType === CUSTOM_ELEM)?.MsgContent.Data;
  if (typeof data !== 'string' || !data.includes('"actionType"')) return { subject: 'message', inviteID: '' };
  try {
    const { actionType, inviteID } = JSON.parse(data);
    return { subject: actionName(actionType) ?? 'message', inviteID: String(inviteID ?? '') };
  } catch {
    return { subject: 'message', inviteID: '' };
  }
}
