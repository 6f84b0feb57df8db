import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { Business, BusinessField } from '../line.js';
import type { BusinessSchema, MatchValue, SummaryRule } from './schema.js';

type Fields = Record<string, unknown>;

/** Deeper than this, a payload's fields are shown as one value. */
const MAX_DEPTH = 4;
const MAX_FIELDS = 200;

/** One way to fit a schema. */
interface Alternative {
  schema: BusinessSchema;
  /** Without this key in the payload it cannot fit; undefined for what fits all. */
  key: string | undefined;
  paths: string[];
  values: MatchValue[];
}

/** The schemas of all payloads, ready to be asked often. */
export class BusinessSchemas {
  /** Every alternative of every schema: those that name the most values first, then those with the most conditions. */
  #alternatives: Alternative[];
  /** The same by the key without which they cannot fit, each with its place among all. */
  #byKey = new Map<string | undefined, [place: number, alternative: Alternative][]>();

  /** @param schemas where two fit alike, the first is taken */
  constructor(schemas: readonly BusinessSchema[]) {
    this.#alternatives = schemas
      .flatMap((schema) =>
        schema.match.map((conditions) => {
          const paths = Object.keys(conditions);
          return { schema, key: paths[0]?.split('.')[0], paths, values: Object.values(conditions) };
        }),
      )
      .sort((a, b) => named(b) - named(a) || b.paths.length - a.paths.length);
    for (const [place, alternative] of this.#alternatives.entries()) {
      const known = this.#byKey.get(alternative.key);
      if (known) known.push([place, alternative]);
      else this.#byKey.set(alternative.key, [[place, alternative]]);
    }
  }

  /** What a payload is, by the schema that fits it best; null for what is no JSON object. */
  explain(payload: unknown, info: SignalingInfo | null): Business | null {
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return null;
    const fields = payload as Fields;
    const schema = this.#best(fields);
    if (!schema) return { name: null, title: 'payload of no known kind', summary: '', fields: [], payload };
    return {
      name: schema.name,
      title: schema.title,
      summary: summary(schema, fields, info),
      fields: list(fields, schema, '', 0, []),
      payload,
    };
  }

  /** Whether a schema knows a payload by a value that it names, so that nothing else is likely to look like it. */
  names(payload: Fields): boolean {
    for (const alternative of this.#alternatives) {
      if (named(alternative) === 0) return false;
      if (fits(alternative, payload)) return true;
    }
    return false;
  }

  #best(payload: Fields): BusinessSchema | undefined {
    let best = Number.POSITIVE_INFINITY;
    let schema: BusinessSchema | undefined;
    for (const key in payload) {
      for (const [place, alternative] of this.#byKey.get(key) ?? NONE) {
        if (place >= best) break;
        if (!fits(alternative, payload)) continue;
        best = place;
        schema = alternative.schema;
        break;
      }
    }
    return schema;
  }
}

const NONE: readonly [number, Alternative][] = [];

function fits({ key, paths, values }: Alternative, payload: Fields): boolean {
  if (key !== undefined && payload[key] === undefined) return false;
  let fitting = 0;
  while (fitting < paths.length && matches(at(payload, paths[fitting]!), values[fitting]!)) fitting++;
  return fitting === paths.length;
}

/** How many values an alternative names; `*` names none. */
function named({ values }: Alternative): number {
  return values.filter((value) => value !== '*').length;
}

function matches(value: unknown, wanted: MatchValue): boolean {
  if (wanted === '*') return value !== undefined && value !== null && value !== '';
  return Array.isArray(wanted) ? wanted.includes(value as never) : value === wanted;
}

/** The value at `a.b.c`. */
function at(payload: Fields, path: string): unknown {
  if (!path.includes('.')) return Object.hasOwn(payload, path) ? payload[path] : undefined;
  let value: unknown = payload;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Fields)[step];
  }
  return value;
}

function list(
  payload: Fields,
  schema: BusinessSchema,
  prefix: string,
  depth: number,
  into: BusinessField[],
): BusinessField[] {
  for (const key of Object.keys(payload)) {
    if (into.length >= MAX_FIELDS) break;
    const path = prefix + key;
    const value = payload[key];
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < MAX_DEPTH) {
      list(value as Fields, schema, `${path}.`, depth + 1, into);
      continue;
    }
    const title = Object.hasOwn(schema.fields, path) ? schema.fields[path]!.title : '';
    into.push({ path, value, title, meaning: meaning(schema, path, value) });
  }
  return into;
}

function meaning(schema: BusinessSchema, path: string, value: unknown): string {
  if (!Object.hasOwn(schema.fields, path)) return '';
  const { values } = schema.fields[path]!;
  if (!values || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean'))
    return '';
  return Object.hasOwn(values, String(value)) ? values[String(value)]! : '';
}

function summary(schema: BusinessSchema, payload: Fields, info: SignalingInfo | null): string {
  const rule = schema.summary.find((each) => holds(each, payload, info));
  if (!rule) return '';
  return rule.say.replace(/\{([^}]+)\}/g, (_, choices: string) => {
    for (const choice of choices.split('|')) {
      const shown = fill(choice, schema, payload, info);
      if (shown !== '') return shown;
    }
    return '?';
  });
}

function holds(rule: SummaryRule, payload: Fields, info: SignalingInfo | null): boolean {
  if (rule.action !== undefined && rule.action !== info?.actionType) return false;
  for (const path in rule.when) if (!matches(at(payload, path), rule.when[path]!)) return false;
  for (const path in rule.unless) if (matches(at(payload, path), rule.unless[path]!)) return false;
  return true;
}

function fill(choice: string, schema: BusinessSchema, payload: Fields, info: SignalingInfo | null): string {
  if (choice === '$inviter') return info?.inviter ?? '';
  if (choice === '$invitees') return info?.inviteeList.join(', ') ?? '';
  if (choice === '$group') return info?.groupID ?? '';
  const path = choice.replace(/:meaning$/, '');
  const value = at(payload, path);
  if (value === undefined || value === null || value === '') return '';
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return choice === path ? shown : meaning(schema, path, value) || shown;
}
