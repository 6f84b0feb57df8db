import { ACTION } from '../signaling/action.js';
import { type ElementView, type Reading, skimmed, strictJSON, typed } from '../signaling/dialect.js';
import { dialects, type ReaderName, readerNames } from '../signaling/dialects/index.js';
import {
  OddNumber,
  readNativeJSON,
  readsAlike,
  SKIM_AMPERSAND,
  SKIM_BEYOND_ASCII,
} from '../signaling/native-json.js';
import { readNativeMessage } from '../signaling/native-message.js';
import type { SignalingInfo } from '../signaling/signaling-info.js';
import { isHangUp } from './business/call.js';
import { type Fields, isFields } from './fields.js';
import { capi } from './forms/capi.js';
import type { Found, FoundElement } from './forms/form.js';
import { payload as payloadForm } from './forms/payload.js';
import { pushExt } from './forms/push-ext.js';
import { restAnswer } from './forms/rest-answer.js';
import type { MessageHit } from './json-walker.js';
import type { PrintKind } from './prints/print.js';
import type { Repair } from './repair.js';
import { TRAIT } from './rules/traits.js';
import { type Oddity, salvage } from './salvage.js';

const NO_ODDITIES: readonly Oddity[] = [];

/** Everything that is to be known about one message; computed when asked for, once. */
export class InspectedMessage {
  readonly found: Found;
  /** Where the message is: `$.MsgList[3]`. */
  readonly path: string;
  /** The text that is the message, where it was one by itself. */
  readonly text: string | undefined;
  /** What follows that text on its line. */
  readonly after: string;
  /** Whose print it was read from; undefined for JSON. */
  readonly print: PrintKind | undefined;
  readonly repairs: readonly Repair[];
  readonly broken: Oddity | undefined;
  /** Whether that text is JSON. */
  readonly sound: boolean;
  /** The first custom element and its place. */
  readonly element: FoundElement | undefined;
  readonly index: number;
  /** How each dialect takes it that has a way of its own to read. */
  readonly verdicts: Readonly<Record<ReaderName, Reading>>;
  /** As the first dialect reads it that takes it. */
  readonly info: SignalingInfo | null;
  /** Its data as JSON, by JSON.parse or else by what was meant; null where it is no object. */
  readonly fields: Fields | null;

  #view: ElementView;
  #oddities: readonly Oddity[] | undefined;
  #payload: unknown;
  #payloadRead = false;
  #partial = false;
  #lax: Fields | null | undefined;

  constructor({ found, path, text, after, sound, print, repairs, broken }: MessageHit) {
    this.found = found;
    this.print = print;
    this.repairs = repairs;
    this.broken = broken;
    this.path = path;
    this.text = text;
    this.after = after;
    this.sound = sound;
    let index = 0;
    while (index < found.elements.length && !found.elements[index]!.custom) index++;
    const element = found.elements[index];
    this.index = element ? index : -1;
    this.element = element;
    const data = typeof element?.data === 'string' ? element.data : undefined;
    this.#view = { custom: element !== undefined, data };
    const { cloudCustomData } = found;
    const view = { elements: element ? [this.#view] : [], cloudCustomData };
    const verdicts = {} as Record<ReaderName, Reading>;
    const unjudged: Reading | undefined =
      found.unjudged === undefined ? undefined : { signal: false, info: null, why: found.unjudged };
    for (const name of readerNames) verdicts[name] = unjudged ?? dialects[name].read(view);
    if (found.form === capi && text !== undefined && !this.#plain())
      verdicts.native = readNativeMessage(text);
    this.verdicts = verdicts;
    this.fields = found.fields ?? this.#readFields();
    this.info = found.info ?? firstInfo(verdicts);
  }

  get native(): Reading {
    return this.verdicts.native;
  }

  get web(): Reading {
    return this.verdicts.web;
  }

  /** The custom element's data text. */
  get data(): string | undefined {
    return this.#view.data;
  }

  /** Whether any SDK takes it for a signal or fails on it, or a person would. */
  get signalLike(): boolean {
    if (this.info !== null || this.web.signal === 'throws') return true;
    const { fields } = this;
    if (fields === null) return false;
    let known = 0;
    for (const key of SIGNAL_KEYS) if (fields[key] !== undefined) known++;
    return known >= 2;
  }

  /** Whether the data text is strict JSON. */
  get strict(): boolean {
    return this.data !== undefined && strictJSON(this.#view).ok;
  }

  /** What a quick look over the data saw. */
  get skimmed(): number {
    return skimmed(this.#view);
  }

  /** Whether only the beginning of the data could be read, so that nothing can be said of what is missing. */
  get partial(): boolean {
    return this.#partial && this.native.signal !== true;
  }

  /** Whether the data is all plain ASCII, also where it is escaped. */
  get asciiOnly(): boolean {
    return this.strict && (this.skimmed & SKIM_BEYOND_ASCII) === 0;
  }

  /**
   * Whether every field of the signal is of its type and in its range, and all SDKs read the same: then nothing is to be
   * found in the fields or the JSON by themselves.
   */
  get regular(): boolean {
    const { fields, verdicts } = this;
    if (this.found.info !== undefined) return true;
    if (fields === null) return false;
    for (const name of readerNames) if (verdicts[name].signal !== true) return false;
    if (!this.strict || !readsAlike(this.skimmed)) return false;
    const { inviteID, groupID, timeout, data, actionType, inviteeList } = fields;
    if (typeof inviteID !== 'string' || typeof actionType !== 'number' || actionType < 1 || actionType > 5)
      return false;
    if (timeout !== undefined && (typeof timeout !== 'number' || timeout < 0)) return false;
    if (data !== undefined && data !== null && typeof data !== 'string') return false;
    if (groupID !== undefined && groupID !== null && typeof groupID !== 'string') return false;
    if (!Array.isArray(inviteeList)) return false;
    for (const each of inviteeList) if (typeof each !== 'string' || each === '') return false;
    return true;
  }

  /** Whether one user writes to another outside groups, as inviter to the only invitee, or that one answers. */
  get plainPair(): boolean {
    const { info, found } = this;
    if (info === null || found.group !== '' || info.groupID !== '' || info.inviteeList.length !== 1)
      return false;
    const { inviter, actionType } = info;
    const invitee = info.inviteeList[0];
    if (inviter === '' || invitee === '' || inviter === invitee) return false;
    const answers = actionType === ACTION.accept || actionType === ACTION.reject;
    return found.from === (answers ? invitee : inviter) && found.to === (answers ? inviter : invitee);
  }

  /** What rules have a chance to find something (see findings/traits.ts). */
  get traits(): number {
    const { info, found } = this;
    let traits = this.regular ? 0 : TRAIT.irregular;
    if (info !== null) {
      traits |= TRAIT.signal;
      if (info.actionType === ACTION.invite) traits |= TRAIT.invite;
      else if (info.actionType === ACTION.accept || info.actionType === ACTION.reject) traits |= TRAIT.answer;
      const first = info.data.charCodeAt(0);
      if (first === 0x7b) traits |= TRAIT.payload;
      else if (first === 0x5b) traits |= TRAIT.notShown;
    } else if (this.fields !== null || found.form === payloadForm) {
      traits |= TRAIT.payload;
    }
    if (this.data?.charCodeAt(0) === 0x5b) traits |= TRAIT.notShown;
    if (this.print !== undefined) traits |= TRAIT.mended | TRAIT.notShown;
    if (this.repairs.length > 0 || this.broken !== undefined || this.path.includes('full-width|'))
      traits |= TRAIT.mended;
    if (found.form.sends) traits |= TRAIT.sends;
    if (!this.asciiOnly) traits |= TRAIT.beyondASCII;
    if (!this.strict || (this.skimmed & SKIM_AMPERSAND) !== 0) traits |= TRAIT.ampersand;
    if (!this.plainPair) traits |= TRAIT.people;
    if (isHandled(found)) traits |= TRAIT.handling;
    if (found.time !== null) traits |= TRAIT.timed;
    if (found.elements.length > 1) traits |= TRAIT.severalElements;
    return traits;
  }

  /** What is odd about the data as JSON. */
  get oddities(): readonly Oddity[] {
    if (this.#oddities === undefined) {
      const { data } = this;
      this.#oddities =
        data === undefined || (this.strict && readsAlike(this.skimmed))
          ? NO_ODDITIES
          : salvage(data).oddities;
    }
    return this.#oddities;
  }

  /** The app's own payload: `data` of the signal, or the custom element itself where that is no signal. Parsed if JSON. */
  get payload(): unknown {
    if (!this.#payloadRead) {
      this.#payloadRead = true;
      this.#payload = this.#readPayload();
    }
    return this.#payload;
  }

  /** The path of a field of the payload. */
  payloadPath(key: string): string {
    if (this.found.form === payloadForm) return `${this.path}.${key}`;
    return this.info === null && !this.signalLike ? this.dataPath(key) : `${this.dataPath('data')}|$.${key}`;
  }

  /** What the native reader makes of the data, where it may differ from JSON.parse; undefined where it refuses the text. */
  get lax(): Fields | undefined {
    if (this.#lax === undefined) {
      const read = this.data === undefined ? undefined : readNativeJSON(this.data);
      this.#lax = read?.ok ? read.fields : null;
    }
    return this.#lax ?? undefined;
  }

  /** What JSON.parse makes of the data; undefined where it fails. */
  get value(): unknown {
    const strict = strictJSON(this.#view);
    return strict.ok && this.data !== undefined ? strict.value : undefined;
  }

  /** Whether it asks to ring somebody now: an invitation that is no hang-up in disguise. */
  get rings(): boolean {
    return this.info?.actionType === ACTION.invite && !isHangUp(this.payload);
  }

  /** What an app makes of the ext of an offline push, for addInvitedSignaling. */
  get pushed(): SignalingInfo | null {
    if (this.found.form !== pushExt || this.fields === null) return null;
    const { action, call_id, invited_list, group_id, timeout, room_id, version, call_type, data } =
      this.fields;
    return typed({
      inviteID: call_id as string,
      groupID: group_id as string,
      inviter: this.found.from,
      inviteeList: invited_list as string[],
      data: typeof data === 'string' ? data : JSON.stringify({ room_id, version, call_type }),
      actionType: action as number,
      timeout: timeout as number,
    });
  }

  /** The path of an oddity in the data. */
  oddityPath(oddity: Oddity): string {
    const { data } = this.found.form.places;
    return data === '' ? this.path + oddity.path.slice(1) : `${this.dataPath()}|${oddity.path}`;
  }

  /** The path of a field of the message, by the form's name for it. */
  place(place: string): string {
    return this.path + place;
  }

  /** The path of the custom element's data, or of a field in it. */
  dataPath(key?: string): string {
    const { places } = this.found.form;
    if (places.data === '') return key === undefined ? this.path : `${this.path}.${key}`;
    const data = `${this.path}${places.element(this.index)}${places.data}`;
    return key === undefined ? data : `${data}|$.${key}`;
  }

  /** Whether the message around the signal can be read by JSON.parse and the native reader alike. */
  #plain(): boolean {
    return this.sound && readsAlike(skimmed({ custom: true, data: this.text }));
  }

  #readFields(): Fields | null {
    const { data } = this;
    if (data === undefined) return isFields(this.element?.data) ? this.element.data : null;
    const strict = strictJSON(this.#view);
    if (strict.ok) return isFields(strict.value) ? strict.value : null;
    const { value, oddities } = salvage(data);
    this.#oddities = oddities;
    this.#partial = oddities.some(({ kind }) => kind === 'broken' || kind === 'truncated');
    // Where it broke off, the native reader may have gone on.
    if (this.#partial && this.native.signal === true && this.lax) return plainNumbers(this.lax);
    return isFields(value) ? value : null;
  }

  #readPayload(): unknown {
    const { form, raw, info } = this.found;
    if (form === payloadForm) return raw;
    if (form === restAnswer) return undefined;
    const inner = info === undefined ? this.fields?.data : info.data;
    const own = this.info === null && !this.signalLike;
    if (own) return this.fields;
    if (typeof inner !== 'string') return isFields(inner) ? inner : undefined;
    const first = inner.charCodeAt(0);
    if (first !== 0x7b && first !== 0x5b && first !== 0x20 && first !== 0x0a) return undefined;
    try {
      return JSON.parse(inner);
    } catch {
      return undefined;
    }
  }
}

/** What the first dialect reads that takes it for a signal. */
function firstInfo(verdicts: Readonly<Record<ReaderName, Reading>>): SignalingInfo | null {
  for (const name of readerNames) {
    const reading = verdicts[name];
    // The native reader's types always hold.
    if (reading.signal === true) return name === 'native' ? reading.info : typed(reading.info);
  }
  return null;
}

/** Whether anything says how a message is to be handled, or what became of it. */
function isHandled({ raw, onlineOnly, cloudCustomData }: Found): boolean {
  return (
    onlineOnly === true ||
    cloudCustomData !== '' ||
    raw.SendMsgControl !== undefined ||
    raw.MsgLifeTime !== undefined ||
    raw.SendMsgResult !== undefined ||
    raw.IsPlaceMsg !== undefined ||
    raw.message_status !== undefined ||
    raw.isRevoked !== undefined ||
    raw.status !== undefined
  );
}

/** Fields of the native reader with every number as such. */
function plainNumbers(fields: Fields): Fields {
  const plain: Fields = {};
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    plain[key] = value instanceof OddNumber ? value.value : value;
  }
  return plain;
}

const SIGNAL_KEYS = ['inviteID', 'inviter', 'inviteeList', 'actionType'];
