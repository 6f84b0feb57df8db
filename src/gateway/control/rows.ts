import { firstCustom, TEXT_ELEM } from '../../im/elements.js';
import { isGroupMessage, type WireMessage } from '../../im/wire.js';
import { readCallPayload } from '../../signaling/call-payload.js';
import { deadline, invitationState } from '../../signaling/invitation.js';
import { type TrackedInvitation, type TrackedSignal, trackedSignal } from '../../trace/tracker.js';
import type { HistoryRow, InvitationRow, SignalRow } from './schemas.js';

export function toInvitationRow({ invitation, endedAt }: TrackedInvitation): InvitationRow {
  const { inviteID, inviter, inviteeList, invitees, groupID, data, timeout, onlineUserOnly, sentAt } =
    invitation;
  return {
    ...{ inviteID, inviter, groupID, data, timeout, onlineUserOnly, sentAt },
    inviteeList: [...inviteeList],
    invitees: { ...invitees },
    state: invitationState(invitation),
    hangUp: readCallPayload(data)?.kind === 'hangUp',
    deadline: deadline(invitation) ?? null,
    endedAt: endedAt ?? null,
  };
}

export function toSignalRow({ at, from, info, stored, modifies }: TrackedSignal): SignalRow {
  return { at, from, info, stored, modifies };
}

export function toHistoryRow(wire: WireMessage, recalled: boolean): HistoryRow {
  const text = wire.MsgBody.find((element) => element.MsgType === TEXT_ELEM)?.MsgContent.Text;
  const signal = trackedSignal(wire) ?? null;
  return {
    time: wire.MsgTime,
    from: wire.From_Account,
    to: isGroupMessage(wire) ? '' : wire.To_Account,
    groupID: isGroupMessage(wire) ? wire.GroupId : '',
    seq: wire.MsgSeq,
    text: typeof text === 'string' ? text : null,
    custom: signal ? null : (firstCustom(wire.MsgBody)?.data ?? null),
    signal,
    version: wire.MsgVersion,
    recalled,
  };
}
