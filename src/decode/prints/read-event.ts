import { ARGUMENTS, LISTENER } from '../forms/handed-over.js';
import { jsonEnd } from './json-span.js';
import { PRINT_KINDS, type Print } from './print.js';
import { PrintReader } from './print-reader.js';
import { readPrint } from './read-print.js';

/**
 * Reads the line of a log that says what a signaling listener was told, in whichever form: `name: {...}`, `name a:1, b:2`,
 * `name(a, b)`. Undefined for a line that names no listener, or nothing after it.
 */
export function readEvent(line: string): Print | undefined {
  const match = LISTENER.exec(line);
  if (!match) return undefined;
  const event = match[0];
  const rest = line.slice(match.index + event.length).replace(/^(?:[\s:=,>|'"-]|➜|→)+/, '');
  const fields = objectIn(rest) ?? named(rest) ?? inOrder(event, rest);
  return fields === undefined ? undefined : { value: { ...fields, event }, kind: PRINT_KINDS.lines };
}

/** What is handed over as JSON, or as a print of an object. */
function objectIn(rest: string): Record<string, unknown> | undefined {
  const open = /^\(?\s*(?:\w+\s*[:=]\s*)?(?=[{[])/.exec(rest);
  const at = open ? open[0].length : /^[\p{L}_$][\w$.]*[({[]/u.test(rest) ? 0 : -1;
  if (at < 0) return undefined;
  const end = jsonEnd(rest, at);
  const value = end >= 0 ? JSON.parse(rest.slice(at, end)) : readPrint(rest.slice(at))?.value;
  const object = [value].flat().find((each) => typeof each === 'object' && each !== null);
  if (object === undefined) return undefined;
  const inner = [object.data].flat()[0];
  return object.inviteID === undefined && typeof inner === 'object' && inner !== null ? inner : object;
}

const SOME_NAME = /\binvite_?ID["']?\s*[:=]/i;

/** Names with values after one another. */
function named(rest: string): Record<string, unknown> | undefined {
  const first = SOME_NAME.exec(rest);
  if (!first) return undefined;
  const print = new PrintReader(rest.replace(/\)\s*$/, ''), first.index).pairs();
  return print?.value as Record<string, unknown> | undefined;
}

/** Values alone, in the order in which the listener has them. */
function inOrder(event: string, rest: string): Record<string, unknown> | undefined {
  const names = ARGUMENTS[event.toLowerCase()];
  const inner = /^\(([\s\S]*)\)/.exec(rest)?.[1] ?? rest;
  if (!names || inner.trim() === '') return undefined;
  const values = new PrintReader(`(${inner})`).values();
  // The first is the inviteID: a word by itself.
  if (values.length < 2 || typeof values[0] !== 'string' || !/^[\w-]{6,}$/.test(values[0])) return undefined;
  const fields: Record<string, unknown> = {};
  for (const [at, name] of names.entries()) if (values[at] !== undefined) fields[name] = values[at];
  return fields;
}
