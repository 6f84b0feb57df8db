import fc from 'fast-check';
import { z } from 'zod';
import type { Command } from '../../src/hub/core/command.js';

/** A part of a JSON Schema, as zod writes it. */
interface Shape {
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
}

/** When the hubs of the property stand, unix seconds. */
export const NOW = 1_800_000_000;
export const USERS = ['alice', 'bob', 'carol', 'dave'];
export const GROUPS = ['work', 'public', 'meeting', 'show'];

/** Names that are something else to JavaScript, or not to be had as a name at all. */
const STRANGE = ['__proto__', 'constructor', 'toString', '', ' ', 'a b', 'ü', '\ud800', 'x'.repeat(5000)];

const strange = fc.constantFrom(...STRANGE);
/** Those who have written to each other. */
const TALKERS = ['alice', 'bob'];
const user = mostly(
  fc.constantFrom(...TALKERS, ...TALKERS, ...USERS),
  fc.oneof(fc.constant('erin'), strange),
);
const group = mostly(fc.constantFrom(...GROUPS), fc.oneof(fc.constant('none'), strange));

function mostly<Value>(usual: fc.Arbitrary<Value>, rare: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

/** By a field's name, values that get past its first check. */
const BY_NAME: readonly (readonly [RegExp, fc.Arbitrary<unknown>])[] = [
  [/Account|UserID|Identifier|^Accounts$/, user],
  [/^(To)?Group[iI]d(List)?$/, group],
  [/^CallId$/, mostly(fc.constant('call'), strange)],
  [/^ActionType$/, fc.constantFrom(1, 2)],
  [/^Type$/, fc.constantFrom('Work', 'Private', 'Public', 'Meeting', 'AVChatRoom', 1, 2)],
  [/^MsgType$/, fc.constantFrom('TIMCustomElem', 'TIMTextElem', '__proto__')],
  [/^(Last)?MsgKey(List)?$/, fc.constantFrom(`1_1_${NOW}`, `2_2_${NOW}`, '')],
  [/^(Old|New)?Group(Old|New)?Name$/, fc.constantFrom('g', 'h')],
  [/Seq|Random/, mostly(fc.constantFrom(1, 1, 2), fc.nat(5))],
  [
    /^(MsgTime|M(in|ax)Time|LastMsgTime|.*Stamp)$/,
    mostly(fc.constant(NOW), fc.constantFrom(0, NOW + 1, 1e15)),
  ],
  [/Time$/, fc.constantFrom(0, 1, 100, NOW, 1e15)],
  [/^Tag(List)?$/, fc.constantFrom('Tag_Profile_IM_Nick', 'Tag_Profile_IM_AllowType', 'Tag_SNS_IM_Remark')],
  [/^Value$/, fc.constantFrom('AllowType_Type_NeedConfirm', 'AllowType_Type_DenyAny', 'text', 5)],
  [/^ResponseAction$/, fc.constantFrom('Response_Action_Agree', 'Response_Action_Reject')],
  [/^SendMsgControl$|^AttrControl$/, fc.constantFrom('NoUnread', 'NoLastMsg', 'RaceConflict')],
  [/^key$/, fc.constantFrom('a', 'b', '__proto__', 'constructor')],
];

/** What a text field holds where its name says nothing. */
const text = fc.oneof(fc.constantFrom('text', ...STRANGE), fc.string({ unit: 'binary' }));

/** A body that fits the command's schema. */
export function fitting(command: Command): fc.Arbitrary<unknown> {
  return value(z.toJSONSchema(command.schema, { io: 'input', unrepresentable: 'any' }) as Shape, '');
}

function value(shape: Shape, name: string): fc.Arbitrary<unknown> {
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((each) => value(each, name)));
  const [type] = [shape.type ?? 'unknown'].flat();
  if (type === 'object') return object(shape);
  if (type === 'array') {
    const { minItems: minLength = 0, maxItems = 4 } = shape;
    return fc.array(value(shape.items ?? {}, name), { minLength, maxLength: Math.min(maxItems, 4) });
  }
  const known = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  if (known) return type === 'string' ? known.filter((each) => typeof each === 'string') : known;
  if (type === 'string') return text.filter((each) => each.length >= (shape.minLength ?? 0));
  if (type === 'integer' || type === 'number') {
    const { minimum = -3, maximum = 5 } = shape;
    return fc.integer({ min: Math.max(minimum, -3), max: Math.min(maximum, 5) });
  }
  return fc.oneof(text, fc.integer(), junk);
}

function object({ properties = {}, required = [] }: Shape): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, shape]) => [name, value(shape, name)]),
  );
  return fc.record(fields, { requiredKeys: required }).map((own) => ({ ...own }));
}

/** Nested far deeper than any frame an endpoint lets in. */
function deep(levels: number): unknown {
  let nested: unknown = [];
  for (let level = 0; level < levels; level++) nested = level % 2 === 0 ? [nested] : { MsgContent: nested };
  return nested;
}

/** Anything but what was expected. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[undefined, null, true, -1, 0.5, -0, 1e308, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 32],
    ...['x'.repeat(20_000), '\ud83d', '__proto__', [], {}, [[]], [null], 'AcceptAndNotify'],
    ...[JSON.parse('{"__proto__":{"polluted":true}}'), JSON.parse('{"constructor":1,"toJSON":2}')],
    ...[deep(100), deep(20_000), Array.from({ length: 2000 }, () => 'bob')],
  ),
  fc.jsonValue(),
);

type Container = Record<PropertyKey, unknown>;

/** Every place in a body where something stands: what holds it, and its key. */
function places(value: unknown): [Container, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const container = value as Container;
  return Object.keys(container).flatMap((key) => [[container, key], ...places(container[key])]);
}

/** A fitting body of which one part, anywhere, is another than it should be, missing, or one too many. */
function spoilt(command: Command): fc.Arbitrary<unknown> {
  return fc.tuple(fitting(command), fc.nat(), junk, fc.nat(2)).map(([body, where, wrong, how]) => {
    let copy: unknown;
    let all: [Container, string][];
    try {
      copy = structuredClone(body);
      all = places(copy);
    } catch {
      // It is nested too deep to be copied: bad enough as it is.
      return body;
    }
    if (all.length === 0) return wrong;
    const [container, key] = all[where % all.length]!;
    if (how === 0) delete container[key];
    else if (how === 1) container[key] = wrong;
    else Object.defineProperty(container, '__proto__', { value: wrong, enumerable: true });
    return copy;
  });
}

/** Good, nearly good, and hopeless bodies. */
export function anyBody(command: Command): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: fitting(command) },
    { weight: 3, arbitrary: spoilt(command) },
    { weight: 1, arbitrary: junk },
  );
}
