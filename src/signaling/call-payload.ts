/** What a call is about, in the numbers of the kits' `call_type`. */
export const CALL_TYPE = { audio: 1, video: 2 } as const;

export type CallMedia = keyof typeof CALL_TYPE;

/** What a signal of a call kit means to the call. A hang-up and a switch are invitations of their own. */
export type CallMove =
  | 'invite'
  | 'accept'
  | 'reject'
  | 'busy'
  | 'cancel'
  | 'hangUp'
  | 'switchToAudio'
  | 'acceptSwitch';

/** What the moves of one call have in common. */
export interface CallFacts {
  media: CallMedia;
  /** The media room, 1 to 2147483647. */
  roomID: number;
  /** Who invites; in an answer, the inviter that is answered. */
  inviter: string;
  /** Everybody who is invited. */
  invitees: readonly string[];
  /** A call in a group. */
  inGroup?: boolean;
  /** Goes with the invitation, for the app. */
  userData?: string;
  /** With a hang-up: how long the talk lasted, whole seconds. */
  seconds?: number;
}

/** What a call kit reads in the `data` of a signal. */
export interface CallPayload {
  /** What an invitation with this data means; an answer's meaning lies in its action and `busy`. */
  kind: 'call' | 'hangUp' | 'switchToAudio';
  media: CallMedia | undefined;
  /** 0 where the payload names none. */
  roomID: number;
  busy: boolean;
  /** Seconds of talk, on a hang-up. */
  seconds: number;
}

const CMD: Readonly<Record<CallMedia, string>> = { audio: 'audioCall', video: 'videoCall' };
const SWITCH = 'switchToAudio';
const SWITCH_FIELD = 'switch_to_audio_call';
const BUSY_FIELD = 'line_busy';
/** Keeps a signal out of the unread count and out of the conversation list (the Web SDK looks for the word). */
const UNCOUNTED = { excludeFromHistoryMessage: true };

/** The `data` of a signal as TUICallKit sends it (tuicall-engine-webrtc 3.1: `businessID: "av_call"`, version 4). */
export function callPayload(move: CallMove, call: CallFacts): string {
  const { media, roomID, inviter, invitees, userData = '', seconds = 0 } = call;
  const common = {
    ...{ userData: move === 'invite' ? userData : '', version: 4, call_type: CALL_TYPE[media] },
    ...{ businessID: 'av_call', platform: 'Web' },
  };
  const inner = { cmd: CMD[media], inviter, message: '' };
  switch (move) {
    case 'invite': {
      const target = call.inGroup ? { initialCallId: '' } : { userIDs: invitees, ...UNCOUNTED };
      const data = { ...inner, room_id: roomID, str_room_id: '', ...target };
      return JSON.stringify({ ...common, room_id: roomID, data });
    }
    case 'accept':
      return JSON.stringify({ ...common, data: { ...inner, ...UNCOUNTED } });
    case 'busy':
      return JSON.stringify({ ...common, [BUSY_FIELD]: BUSY_FIELD, data: { ...inner, message: 'lineBusy' } });
    case 'hangUp':
      return JSON.stringify({ ...common, call_end: seconds, data: { ...inner, cmd: 'hangup' } });
    case 'switchToAudio': {
      const data = { ...inner, cmd: SWITCH, room_id: roomID };
      return JSON.stringify({ ...common, room_id: roomID, [SWITCH_FIELD]: SWITCH_FIELD, data });
    }
    case 'acceptSwitch': {
      const data = { ...inner, cmd: SWITCH, ...UNCOUNTED };
      return JSON.stringify({ ...common, [SWITCH_FIELD]: SWITCH_FIELD, data });
    }
    case 'reject':
    case 'cancel':
      return JSON.stringify({ ...common, data: inner });
  }
}

/** Reads the `data` of a signal; undefined where it is no call kit's. */
export function readCallPayload(data: string): CallPayload | undefined {
  const fields = parseObject(data);
  if (!fields || (fields.businessID !== 'av_call' && fields.businessID !== 'rtc_call')) return undefined;
  const inner = asObject(fields.data);
  const switches = inner.cmd === SWITCH || fields[SWITCH_FIELD] === SWITCH_FIELD;
  const over = isHangUp(fields);
  return {
    kind: over ? 'hangUp' : switches ? 'switchToAudio' : 'call',
    media: mediaOf(fields.call_type),
    roomID: numberOf(inner.room_id) || numberOf(fields.room_id),
    busy: fields[BUSY_FIELD] === BUSY_FIELD || inner.message === 'lineBusy',
    seconds: over ? numberOf(fields.call_end) : 0,
  };
}

/**
 * Whether the payload of an invitation says that a call is over: cmd is `hangup`, or there is no cmd and a call_end other
 * than 0. Phones write `call_end: 0` into every ordinary invitation.
 */
export function isHangUp(payload: Readonly<Record<string, unknown>>): boolean {
  const { cmd } = asObject(payload.data);
  if (cmd !== undefined && cmd !== null && cmd !== '') return cmd === 'hangup';
  return numberOf(payload.call_end) !== 0;
}

/** The invitation's data once a device is done with it: kits ring for no invitation that is marked so. */
export function markConsumed(data: string): string {
  const fields = parseObject(data);
  return fields ? JSON.stringify({ ...fields, data: { ...asObject(fields.data), consumed: true } }) : data;
}

export function isConsumed(data: string): boolean {
  return asObject(parseObject(data)?.data).consumed === true;
}

function mediaOf(type: unknown): CallMedia | undefined {
  if (type === CALL_TYPE.audio) return 'audio';
  return type === CALL_TYPE.video ? 'video' : undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function numberOf(value: unknown): number {
  const number = Number(value);
  return value === null || value === '' || Number.isNaN(number) ? 0 : number;
}
