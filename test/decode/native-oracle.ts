// What the native SDK takes for a signal, said once more: from its rules as they were observed, over a list of tokens, with
// nothing of the code under test. Only whether it takes a text, not what it reads.

/** A token outside texts is one character. */
const TOKEN = /"(?:\\.|[^"\\])*(?:"|\\?$)|./gs;

/** Whether a custom element's data is a signal for the native SDK. */
export function nativeOracle(data: string): boolean {
  const fields = read(data);
  return fields instanceof Map && isSignal(fields);
}

/** Whether a message in the C API's own JSON is a signal for the native SDK. */
export function nativeMessageOracle(text: string): boolean {
  const fields = read(text);
  const elements = fields instanceof Map ? fields.get('message_elem_array') : undefined;
  if (!Array.isArray(elements)) return false;
  for (const element of elements) {
    if (!(element instanceof Map)) continue;
    const type = element.get('elem_type');
    if (type !== 3 && !(type instanceof OtherNumber && type.value === 3)) continue;
    const data = element.get('custom_elem_data');
    return typeof data === 'string' && nativeOracle(data);
  }
  return false;
}

/** undefined for what is refused. */
function read(text: string): Value | undefined {
  const tokens = (text.match(TOKEN) ?? []).filter((token) => !/^[ \t\r\n]$/.test(token));
  if (tokens.includes('\0')) return undefined;
  try {
    return valueOfTokens(tokens);
  } catch (thrown) {
    if (thrown !== REFUSED) throw thrown;
    return undefined;
  }
}

const REFUSED = Symbol('refused');

/** A number that is no int32 in plain digits. */
class OtherNumber {
  readonly value: number;
  constructor(word: string) {
    this.value = Number(word);
  }
}

type Value = null | boolean | string | number | OtherNumber | Value[] | Map<string, Value>;

function isSignal(fields: Map<string, Value>): boolean {
  const list = fields.get('inviteeList');
  const action = fields.get('actionType');
  return (
    [fields.get('inviteID'), fields.get('inviter')].every(
      (each) => typeof each === 'string' && each !== '',
    ) &&
    Array.isArray(list) &&
    list.some((each) => each !== null) &&
    typeof action === 'number' &&
    action !== 0
  );
}

/** What a run of tokens is follows from its first and last character. */
function valueOfTokens(tokens: string[]): Value {
  if (tokens.length === 0) return null;
  const first = tokens[0]![0];
  const last = tokens.at(-1)!.at(-1);
  if (first === '"') return textOf(tokens.join(''));
  if (first === '{') return tokens.length > 1 && last === '}' ? objectOf(within(tokens)) : refuse();
  if (first === '[') {
    if (tokens.length < 2 || last !== ']') refuse();
    const inner = within(tokens);
    return inner.length === 0 ? [] : pieces(inner, ',').map(valueOfTokens);
  }
  return scalarOf(tokens.join(''));
}

/** Without the first and the last bracket; the last may be in a text that never ends. */
function within(tokens: string[]): string[] {
  const last = tokens.at(-1)!.slice(0, -1);
  return last === '' ? tokens.slice(1, -1) : [...tokens.slice(1, -1), last];
}

/** An object of which one member has no colon is none. */
function objectOf(tokens: string[]): Value {
  const fields = new Map<string, Value>();
  if (tokens.length === 0) return fields;
  let rest = tokens;
  for (;;) {
    const colon = cutAt(rest, ':');
    if (colon < 0) return null;
    const key = rest.slice(0, colon).join('');
    if (!/^".*"$/s.test(key) || key.length < 2) refuse();
    rest = rest.slice(colon + 1);
    const comma = cutAt(rest, ',');
    fields.set(textOf(key), valueOfTokens(comma < 0 ? rest : rest.slice(0, comma)));
    if (comma < 0) return fields;
    rest = rest.slice(comma + 1);
  }
}

function pieces(tokens: string[], mark: string): string[][] {
  const found: string[][] = [];
  let rest = tokens;
  for (let at = cutAt(rest, mark); at >= 0; at = cutAt(rest, mark)) {
    found.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...found, rest];
}

/** Index of the first `mark` outside brackets, or -1. What closes a bracket that is not open is no JSON of any kind. */
function cutAt(tokens: string[], mark: string): number {
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token === mark && depth === 0) return at;
    if (token === '{' || token === '[') depth++;
    if ((token === '}' || token === ']') && --depth < 0) refuse();
  }
  return -1;
}

function textOf(quoted: string): string {
  if (quoted.length < 2 || !quoted.endsWith('"')) refuse();
  return quoted.slice(1, -1).replace(/\\(u.{0,4}|.|$)/gs, (_, meant: string) => {
    const digits = /^u([0-9a-f]{4})$/i.exec(meant)?.[1];
    if (digits && !/^d[89ab]/i.test(digits)) return String.fromCharCode(Number.parseInt(digits, 16));
    const at = meant.length === 1 ? '"\\/bfnrt'.indexOf(meant) : -1;
    return at < 0 ? refuse() : '"\\/\b\f\n\r\t'[at]!;
  });
}

function scalarOf(word: string): Value {
  if (/^(true|false|null)$/i.test(word)) return word.toLowerCase() === 'null' ? null : true;
  if (/^[+-]?\d+$/.test(word)) {
    const whole = BigInt(word.replace('+', '').replace('-', '')) * (word.startsWith('-') ? -1n : 1n);
    if (whole >= 2n ** 64n || whole < -(2n ** 63n)) refuse();
    return BigInt.asIntN(32, whole) === whole ? Number(whole) : new OtherNumber(word);
  }
  if (/[.e]/i.test(word) && /^[+-]?0x([0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(p[+-]?\d+)?$/i.test(word))
    return new OtherNumber(word);
  if (!/^[+-]?\d+\.?\d*(e[+-]?\d+)?$/i.test(word) || !Number.isFinite(Number(word))) refuse();
  return new OtherNumber(word);
}

function refuse(): never {
  throw REFUSED;
}
