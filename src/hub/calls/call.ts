/** Where one user stands in a call, in the numbers that call kits read (`UserList[].Status`). */
export const CALL_STATUS = { ringing: 1, connected: 2 } as const;

export type CallStatus = (typeof CALL_STATUS)[keyof typeof CALL_STATUS];

export interface Participant {
  readonly userID: string;
  readonly status: CallStatus;
  /** Who invited this user; the caller invited himself. */
  readonly invitedBy: string;
  /** When ringing ends, unix milliseconds; 0 once connected. */
  readonly ringUntil: number;
  /** When the last heart beat came, unix milliseconds. */
  readonly heardAt: number;
}

/** A call that the service keeps: everybody who is in it or still rings. Who has left is in it no more. */
export interface Call {
  readonly callID: string;
  /** 1 audio, 2 video. */
  readonly mediaType: number;
  readonly roomID: string;
  /** 1 a number, 2 a text. */
  readonly roomIDType: number;
  /** '' unless the call is of a group. */
  readonly groupID: string;
  readonly caller: string;
  readonly userData: string;
  readonly excludeFromHistory: boolean;
  readonly ephemeral: boolean;
  /** How long its invitations ring, milliseconds. */
  readonly timeoutMs: number;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly participants: readonly Participant[];
}

/** The call as its commands and notices carry it. */
export function callInfo(call: Call): Record<string, unknown> {
  return {
    CallId: call.callID,
    CallMediaType: call.mediaType,
    RoomId: call.roomID,
    RoomIdType: call.roomIDType,
    GroupId: call.groupID,
    ExcludeFromHistoryMessage: call.excludeFromHistory,
    IsEphemeralCall: call.ephemeral,
  };
}

export function userList(call: Call): Record<string, unknown>[] {
  return call.participants.map(({ userID, status }) => ({ User_Account: userID, Status: status }));
}

export function participantOf(call: Call, userID: string): Participant | undefined {
  return call.participants.find((participant) => participant.userID === userID);
}

/** The call with this participant in it, new or changed. */
export function withParticipant(call: Call, participant: Participant): Call {
  const known = participantOf(call, participant.userID) !== undefined;
  const participants = known
    ? call.participants.map((each) => (each.userID === participant.userID ? participant : each))
    : [...call.participants, participant];
  return { ...call, participants };
}

export function withoutParticipant(call: Call, userID: string): Call {
  return { ...call, participants: call.participants.filter((each) => each.userID !== userID) };
}
