import { type ReaderName, readerNames } from '../signaling/dialects/index.js';
import type { Business, BusinessField, DecodedLine, Finding, ShownMessage, Verdict } from './line.js';
import { findingRule } from './rules/index.js';

/**
 * Replaces users, groups and what they say, the same by the same throughout, so that a payload can be shown to others.
 * What a signal does stays: IDs of invitations, actions, times, the keys of payloads and the values whose meaning is known.
 */
export class Redactor {
  #users = new Replacements('user');
  #groups = new Replacements('group');
  #texts = new Replacements('text');
  #ids = new Replacements('id');
  #numbers = new Map<number, number>();

  line(line: DecodedLine): DecodedLine {
    const message = line.message && this.#message(line.message);
    const info = line.info && this.#info(line.info);
    const verdicts = Object.fromEntries(
      readerNames.map((name) => [name, this.#verdict(line.verdicts[name])]),
    ) as Record<ReaderName, Verdict>;
    const business = line.business && this.#business(line.business);
    const findings = line.findings.map((each) => this.#finding(each));
    const at = { ...line.at, path: this.#path(line.at.path) };
    return { ...line, at, message, info, verdicts, business, findings };
  }

  #message(message: ShownMessage): ShownMessage {
    const { from, to, group, id, text, data, desc, ext, cloudCustomData } = message;
    return {
      ...message,
      from: this.#users.of(from),
      to: typeof to === 'string' ? this.#users.of(to) : to.map((each) => this.#users.of(each)),
      group: this.#groups.of(group),
      // msgID begins with the sender's own number.
      id: id.replace(/^\d{15,}(?=-)/, (number) => this.#ids.of(number)),
      text: this.#texts.of(text),
      data: this.#data(data),
      desc: this.#texts.of(desc),
      ext: this.#data(ext),
      cloudCustomData: this.#data(cloudCustomData),
    };
  }

  #info<Info extends object>(info: Info): Info {
    const redacted = { ...info } as Record<string, unknown>;
    for (const key of Object.keys(redacted)) {
      if (key === 'inviter') redacted[key] = this.#user(redacted[key]);
      else if (key === 'inviteeList') redacted[key] = this.#userList(redacted[key]);
      else if (key === 'groupID' && typeof redacted[key] === 'string')
        redacted[key] = this.#groups.of(redacted[key]);
      else if (key === 'data') redacted[key] = this.#value(redacted[key]);
    }
    return redacted as Info;
  }

  #verdict(verdict: Verdict): Verdict {
    if (verdict.signal === true) return { ...verdict, info: this.#info(verdict.info) };
    // The native reader says which word it knows no value in.
    const why = verdict.why.replace(/^(the message itself: )?.*(?= is (?:no value|too large))/s, '$1a word');
    return { ...verdict, why: this.#words(why) };
  }

  #business(business: Business): Business {
    const known = new Map(
      business.fields.filter((each) => each.meaning !== '').map((each) => [each.value, true]),
    );
    for (const key of ['businessID', 'cmd', 'data.cmd', 'platform', 'type', 'subtype']) {
      const field = business.fields.find((each) => each.path === key);
      if (field) known.set(field.value, true);
    }
    const keep = (value: unknown) => known.has(value);
    const fields = business.fields.map(
      (field): BusinessField => ({
        ...field,
        path: field.path
          .split('.')
          .map((key) => this.#key(key))
          .join('.'),
        value: this.#value(field.value, keep),
      }),
    );
    return {
      ...business,
      fields,
      summary: this.#words(business.summary),
      payload: this.#value(business.payload, keep),
    };
  }

  #finding(finding: Finding): Finding {
    const rule = findingRule(finding.code);
    // Of what it quotes, only the place is left.
    const message = rule?.quotes
      ? `${rule.title}${/ \(character \d+\)$/.exec(finding.message)?.[0] ?? ''}`
      : this.#words(finding.message);
    return { ...finding, path: this.#path(finding.path), message };
  }

  #user(value: unknown): unknown {
    return typeof value === 'string' ? this.#users.of(value) : value;
  }

  #userList(value: unknown): unknown {
    return Array.isArray(value) ? value.map((each) => this.#user(each)) : this.#value(value);
  }

  /** JSON keeps its shape; other text is replaced as a whole. */
  #data(text: string): string {
    if (text === '') return '';
    const first = text[0];
    if (first !== '{' && first !== '[') return this.#texts.of(text);
    try {
      return JSON.stringify(this.#value(JSON.parse(text)));
    } catch {
      return this.#texts.of(text);
    }
  }

  #value(value: unknown, keep: (value: unknown) => boolean = () => false): unknown {
    if (keep(value)) return value;
    if (typeof value === 'string') return this.#string(value);
    if (typeof value === 'number') return this.#number(value);
    if (Array.isArray(value)) return value.map((each) => this.#value(each, keep));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        this.#key(key),
        KEPT.has(key) ? each : this.#value(each, keep),
      ]),
    );
  }

  #string(value: string): string {
    if (value === '') return '';
    if (this.#users.knows(value)) return this.#users.of(value);
    if (this.#groups.knows(value)) return this.#groups.of(value);
    return this.#data(value);
  }

  /** Some payloads have users for keys. */
  #key(key: string): string {
    if (OWN_KEYS.has(key)) return key;
    if (this.#users.knows(key)) return this.#users.of(key);
    return this.#groups.knows(key) ? this.#groups.of(key) : key;
  }

  #path(path: string): string {
    return path.replace(/(?<=\.)[\w-]+|(?<=\[")(?:[^"\\]|\\.)*(?="\])/g, (key) => this.#key(key));
  }

  /** Small numbers are kinds and seconds; large ones are rooms and IDs. */
  #number(value: number): number {
    if (Math.abs(value) < 1000) return value;
    let other = this.#numbers.get(value);
    if (other === undefined) {
      other = 900_001 + this.#numbers.size;
      this.#numbers.set(value, other);
    }
    return other;
  }

  /** A sentence with every name in it that is known by now replaced. */
  #words(text: string): string {
    let words = text;
    for (const names of [this.#users, this.#groups, this.#texts]) words = names.within(words);
    return words;
  }
}

/** Keys whose values say what kind a payload is. */
const KEPT = new Set([
  'businessID',
  'cmd',
  'platform',
  'version',
  'type',
  'subtype',
  'call_type',
  'line_busy',
]);

/** Keys of the forms themselves, also where a user has such a name. */
const OWN_KEYS = new Set([
  'MsgBody',
  'MsgContent',
  'MsgList',
  'Data',
  'data',
  'payload',
  'message',
  'inviteID',
  'inviter',
  'inviteeList',
  'groupID',
  'actionType',
  'timeout',
]);

/** `user1`, `user2` ... in the order in which they are met. */
class Replacements {
  #kind: string;
  #names = new Map<string, string>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  of(name: string): string {
    if (name === '') return '';
    let other = this.#names.get(name);
    if (other === undefined) {
      other = `${this.#kind}${this.#names.size + 1}`;
      this.#names.set(name, other);
    }
    return other;
  }

  knows(name: string): boolean {
    return this.#names.has(name);
  }

  within(text: string): string {
    let words = text;
    // Longer names first, so that alice2 is not read as alice and a 2.
    const known = [...this.#names.keys()]
      .filter((name) => words.includes(name))
      .sort((a, b) => b.length - a.length);
    for (const name of known) words = words.split(name).join(this.#names.get(name)!);
    return words;
  }
}
