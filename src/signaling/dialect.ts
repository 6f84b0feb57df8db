import type { Entropy } from '../runtime/entropy.js';
import type { InvitationReducer } from './invitation-reducer.js';
import { skim } from './native-json.js';
import type { PastSignal } from './replay.js';
import type { SignalingInfo } from './signaling-info.js';

/** A message reduced to what decides whether it is a signal, whatever form it came in. */
export interface MessageView {
  elements: ElementView[];
  cloudCustomData: string;
}

export interface ElementView {
  custom: boolean;
  /** The custom element's data as it stands; undefined where it is absent or no text. */
  data: string | undefined;
  /** `data` as JSON.parse took it, so that several dialects share one parse: see {@link strictJSON}. */
  strict?: StrictJSON;
  /** What a quick look over `data` saw; looked once: see {@link skimmed}. */
  skimmed?: number;
}

export type StrictJSON = { ok: true; value: unknown } | { ok: false };

/** What JSON.parse makes of an element's data; parsed once. */
export function strictJSON(element: ElementView): StrictJSON {
  if (element.strict === undefined) {
    try {
      element.strict = { ok: true, value: JSON.parse(element.data ?? '') };
    } catch {
      element.strict = { ok: false };
    }
  }
  return element.strict;
}

/** What {@link skim} sees in an element's data; looked once. */
export function skimmed(element: ElementView): number {
  if (element.skimmed === undefined) element.skimmed = skim(element.data ?? '');
  return element.skimmed;
}

/** The one element the SDKs look at. */
export function firstCustomElement(message: MessageView): ElementView | undefined {
  for (const element of message.elements) if (element.custom) return element;
  return undefined;
}

/**
 * How one SDK takes one message. `why` is a short clause for a person.
 *
 * `info` is that SDK's own result. The native one's types always hold; the Web SDK passes on whatever the sender wrote,
 * so there a field may have any type: {@link typed} makes it safe to use.
 */
export type Reading =
  | { signal: true; info: ReadInfo; why: string }
  | { signal: false; info: null; why: string }
  | { signal: 'throws'; info: null; why: string };

export interface ReadInfo extends SignalingInfo {
  /** Only the Web SDKs hand it on. */
  businessID?: unknown;
}

/** `info` with every field of its declared type: what is of another becomes empty (0 for numbers). */
export function typed(info: ReadInfo): SignalingInfo {
  const list: unknown = info.inviteeList;
  return {
    inviteID: text(info.inviteID),
    groupID: text(info.groupID),
    inviter: text(info.inviter),
    inviteeList: Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [],
    data: text(info.data),
    actionType: number(info.actionType),
    timeout: number(info.timeout),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** What sets one SDK's signaling apart from another's. Data and pure functions only. */
export interface Dialect {
  /** The SDK and version whose behaviour this is. */
  readonly of: string;
  /** Whether the SDK runs in browsers: its devices have the platform Web unless another is named. */
  readonly inBrowsers: boolean;
  /** What its inviteIDs look like. */
  readonly inviteIDForm: RegExp;
  newInviteID(entropy: Entropy): string;
  /** Another dialect that reads messages the same, so that nobody need be told of both. */
  readonly readsAs?: string;
  /** getSignallingInfo of this SDK. */
  read(message: MessageView): Reading;
  /** A signal as this SDK writes it into a custom element. */
  encode(info: SignalingInfo, onlineUserOnly: boolean): string;
  /** How it keeps the invitations it knows. */
  readonly reducer: InvitationReducer;
  /** How long after `timeout` the inviter's own timer fires, in milliseconds. */
  readonly inviterGraceMs: number;
  /** Code for cancelling an invitation that is unknown or over. */
  readonly cancelUnknownCode: number;
  /** Code for accepting or rejecting what one is not invited to. */
  readonly notInvitedCode: number;
  /** Code for accepting or rejecting again what one has answered before. */
  readonly answeredCode: number;
  /** Code for a modification that somebody else's has overtaken. */
  readonly modifyConflictCode: number;
  /** Who accepts, rejects or cancels hears of it too, once it has succeeded. */
  readonly hearsOwnAnswers: boolean;
  /** Who modifies an invitation hears of it too, once it has succeeded. */
  readonly hearsOwnModification: boolean;
  /** Members of a group hear of every invitation in it, not only of those to themselves. */
  readonly hearsWholeGroup: boolean;
  /** A cancel is told whether or not its invitation is known, and also after its end. */
  readonly hearsEveryCancel: boolean;
  /** An invitee has the full timeout from when the invite came; else less the invite's age. */
  readonly countsFromReceipt: boolean;
  /** A time-out whose message fails is told all the same, and the invitee can answer still; the inviter can no longer cancel from when the timer fires. */
  readonly tellsFailedTimeout: boolean;
  /** The inviter's time-out message names the invitation's timeout; all else but the invite says 0. */
  readonly inviterNamesTimeout: boolean;
  /** Refuses a message over the size limit before sending it (code 8001). */
  readonly checksSizeItself: boolean;
  /** What it has seen outlives a log-out: it does not ring again for what has ended on it. */
  readonly hasDatabase: boolean;
  /** Only one accept, reject or cancel may be in flight per device; else any number, and each is sent. */
  readonly oneAnswerInFlight: boolean;
  /** How messages are sent again that get no answer; undefined: they fail when the connection does. */
  readonly resend: ResendPolicy | undefined;
  /** Judges a message's age by the server's time as it was told at log-in, in whole seconds; else by the device's own clock. */
  readonly agesByServerTime: boolean;
  /** An invite that is older than its timeout when it comes is dropped. */
  readonly dropsStale: boolean;
  /** How far back group invitations are looked for at log-in, in seconds. */
  readonly groupReplayS: number;
  /** What of the past is told at log-in, in which order. @param nowS unix seconds, as ages are judged */
  replay<Past extends PastSignal>(past: readonly Past[], self: string, nowS: number): Past[];
}

/** When a message that gets no answer is sent again, and when it is given up. */
export interface ResendPolicy {
  readonly againAfterMs: readonly number[];
  readonly giveUpAfterMs: number;
  /** Code when there was no connection all the time. */
  readonly notSentCode: number;
  readonly noAnswerCode: number;
}
