import type { ReceivedCallback } from '../../gateway/webhook/receiver.js';
import { CUSTOM_ELEM, type MsgElement, TEXT_ELEM } from '../../im/elements.js';
import { actionName } from '../../signaling/action.js';
import { dialects } from '../../signaling/dialects/index.js';
import { signalOf } from '../../signaling/read-wire.js';
import { printable } from '../../text/printable.js';

type Body = ReceivedCallback['body'];

/** One callback in a line: what, who, to whom, and what a message says, decoded where it is a signal. */
export function callbackLine({ command, body }: ReceivedCallback): string {
  return printable([command, ...parts(body)].filter((part) => part !== '').join('  '));
}

function parts(body: Body): string[] {
  if (isObject(body.Info)) return stateParts(body.Info, body);
  if (Array.isArray(body.MsgBody)) return messageParts(body);
  return groupParts(body);
}

/** alice  Login  Register  kicks Web */
function stateParts(info: Record<string, unknown>, body: Body): string[] {
  const kicked = names(body.KickedDevice, 'Platform');
  const { To_Account, Action, Reason } = info;
  return [text(To_Account), text(Action), text(Reason), kicked && `kicks ${kicked}`];
}

/** alice -> bob  invite 772edc74  {"call":"video"} */
function messageParts(body: Body): string[] {
  const { From_Account, To_Account, GroupId, SendMsgResult, ErrorInfo } = body;
  const failed = typeof SendMsgResult === 'number' && SendMsgResult !== 0;
  return [
    `${text(From_Account)} -> ${text(To_Account ?? GroupId)}`,
    ...contents(body),
    failed ? `failed: ${SendMsgResult} ${text(ErrorInfo)}` : '',
    body.OnlineOnlyFlag === 1 ? 'online only' : '',
  ];
}

function contents(body: Body): string[] {
  const elements = (body.MsgBody as MsgElement[]).filter((each) => isObject(each?.MsgContent));
  const info = signalOf(dialects.web, elements, text(body.CloudCustomData));
  if (info) {
    const to = info.groupID === '' ? '' : info.inviteeList.join(', ');
    const action = actionName(info.actionType) ?? 'signal';
    return [`${action} ${info.inviteID.slice(0, 8)}`, to && `of ${to}`, info.data];
  }
  return elements.map(({ MsgType, MsgContent }) => {
    if (MsgType === TEXT_ELEM) return JSON.stringify(MsgContent.Text);
    return MsgType === CUSTOM_ELEM ? text(MsgContent.Data) : MsgType;
  });
}

/** team  bob, carol  Invited by alice */
function groupParts(body: Body): string[] {
  const { GroupId, Operator_Account, Owner_Account, JoinType, ExitType } = body;
  const users = ['NewMemberList', 'ExitMemberList', 'MemberList'].map((list) =>
    names(body[list], 'Member_Account'),
  );
  const how =
    JoinType ?? ExitType ?? (Owner_Account === undefined ? '' : `owned by ${text(Owner_Account)}, made`);
  return [text(GroupId), ...users, how === '' ? '' : `${text(how)} by ${text(Operator_Account)}`];
}

function names(list: unknown, field: string): string {
  if (!Array.isArray(list)) return '';
  return list.map((each) => (isObject(each) ? text(each[field]) : '')).join(', ');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
