import { jsonpath } from 'json-p3';
import { asRegex, matches } from './regex.js';

/**
 * Compares what came with a pattern, and says what differs.
 *
 * A pattern is a literal; `/regex/flags`; a map (a subset: keys that it does not name may be there); a list (each item,
 * none more); a map with keys that are JSON paths (`$.user.id`); or one of the words below.
 */
export function differences(pattern: unknown, actual: unknown, where = ''): string[] {
  if (typeof pattern === 'string') {
    const regex = asRegex(pattern);
    if (!regex) return pattern === actual ? [] : [say(where, show(pattern), actual)];
    const fits = (typeof actual === 'string' || typeof actual === 'number') && matches(regex, String(actual));
    return fits ? [] : [say(where, `a match of ${pattern}`, actual)];
  }
  if (Array.isArray(pattern)) return inList(pattern, actual, where);
  if (typeof pattern === 'object' && pattern !== null) return inMap(pattern, actual, where);
  return Object.is(pattern, actual) ? [] : [say(where, show(pattern), actual)];
}

/** {@link differences} of a signal's or message's data: a map or list is compared with the JSON in the text. */
export function dataDifferences(pattern: unknown, data: string, where = 'data'): string[] {
  if (typeof pattern !== 'object' || pattern === null) {
    return differences(typeof pattern === 'string' ? pattern : JSON.stringify(pattern), data, where);
  }
  const json = parseJSON(data);
  if (json === undefined && !onText(pattern)) return [say(where, `JSON like ${show(pattern)}`, data)];
  return differences(pattern, json ?? data, where);
}

function inList(pattern: unknown[], actual: unknown, where: string): string[] {
  if (!Array.isArray(actual)) return [say(where, `a list of ${pattern.length}`, actual)];
  const found = pattern.flatMap((each, index) => differences(each, actual[index], `${where}[${index}]`));
  if (actual.length > pattern.length)
    found.push(say(`${where} length`, String(pattern.length), actual.length));
  return found;
}

function inMap(pattern: object, actual: unknown, where: string): string[] {
  const found: string[] = [];
  for (const [key, value] of Object.entries(pattern)) {
    if (Object.hasOwn(WORDS, key)) found.push(...WORDS[key]!(value, actual, where));
    else if (key.startsWith('$')) found.push(...atPath(key, value, actual, where));
    else if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
      return [say(where, `a map with ${key}`, actual)];
    else {
      const own = Object.hasOwn(actual, key) ? (actual as Record<string, unknown>)[key] : undefined;
      found.push(...differences(value, own, where === '' ? key : `${where}.${key}`));
    }
  }
  return found;
}

/** At least one of the values that a JSON path finds must fit. */
function atPath(path: string, pattern: unknown, actual: unknown, where: string): string[] {
  const nodes = jsonpath.query(path, actual as never).values() as unknown[];
  const place = `${where} ${path}`.trim();
  if (isExists(pattern))
    return nodes.length > 0 === pattern.$exists ? [] : [say(place, `$exists: ${pattern.$exists}`, nodes[0])];
  if (nodes.length === 0) return [say(place, show(pattern), undefined)];
  if (nodes.some((node) => differences(pattern, node, place).length === 0)) return [];
  return differences(pattern, nodes[0], place);
}

type Comparison = (pattern: unknown, actual: unknown, where: string) => string[];

/** Words that begin with a dollar sign. */
const WORDS: Readonly<Record<string, Comparison>> = {
  /** These keys and no others, at every depth. */
  $exactly: (pattern, actual, where) =>
    canonical(pattern) === canonical(actual) ? [] : [say(where, `exactly ${show(pattern)}`, actual)],
  $not: (pattern, actual, where) =>
    differences(pattern, actual, where).length > 0
      ? []
      : [say(where, `anything but ${show(pattern)}`, actual)],
  $oneOf: (pattern, actual, where) => {
    const list = Array.isArray(pattern) ? pattern : [pattern];
    return list.some((each) => differences(each, actual, where).length === 0)
      ? []
      : [say(where, `one of ${list.map(show).join(', ')}`, actual)];
  },
  $exists: (pattern, actual, where) =>
    (actual !== undefined) === pattern
      ? []
      : [say(where, pattern ? 'to be there' : 'not to be there', actual)],
  /** A text with this in it, or a list with an item like this. */
  $contains: (pattern, actual, where) => {
    const has = Array.isArray(actual)
      ? actual.some((each) => differences(pattern, each, where).length === 0)
      : typeof actual === 'string' && actual.includes(String(pattern));
    return has ? [] : [say(where, `to contain ${show(pattern)}`, actual)];
  },
};

export const MATCHER_WORDS: readonly string[] = Object.keys(WORDS);

function isExists(pattern: unknown): pattern is { $exists: boolean } {
  return typeof pattern === 'object' && pattern !== null && '$exists' in pattern;
}

/** Whether a pattern speaks of the text as it stands. */
function onText(pattern: object): boolean {
  return '$contains' in pattern || '$not' in pattern || '$oneOf' in pattern || '$exists' in pattern;
}

/** What is wrong in a pattern itself, with its place; undefined when it will do. */
export function patternFault(
  pattern: unknown,
  path: PropertyKey[] = [],
): { path: PropertyKey[]; message: string } | undefined {
  if (typeof pattern === 'string') {
    try {
      asRegex(pattern);
      return undefined;
    } catch (thrown) {
      return {
        path,
        message: `${(thrown as Error).message.replace(/^Invalid regular expression: /, 'this regular expression is invalid: ')}`,
      };
    }
  }
  if (typeof pattern !== 'object' || pattern === null) return undefined;
  for (const [key, value] of Object.entries(pattern)) {
    const place = [...path, Array.isArray(pattern) ? Number(key) : key];
    if (!Array.isArray(pattern) && key.startsWith('$') && !Object.hasOwn(WORDS, key)) {
      if (/^\$\w/.test(key))
        return {
          path: place,
          message: `unknown word ${key}; there is ${MATCHER_WORDS.join(', ')}, or a JSON path like $.a.b`,
        };
      try {
        jsonpath.compile(key);
      } catch (thrown) {
        return { path: place, message: `this JSON path is invalid: ${(thrown as Error).message}` };
      }
    }
    const fault = patternFault(value, place);
    if (fault) return fault;
  }
  return undefined;
}

export function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function say(where: string, expected: string, actual: unknown): string {
  return `${where === '' ? '' : `${where}: `}expected ${expected}, but it is ${show(actual)}`;
}

/** A value in a line. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
