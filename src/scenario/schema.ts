import { z } from 'zod';
import { header } from './format/header.js';
import type { Phrase, SlotType } from './format/phrase.js';
import { BLOCKS } from './load/blocks.js';
import type { StepDefinition } from './steps/define.js';
import { allSteps } from './steps/index.js';

type JSONSchema = Record<string, unknown>;

/** The format as a JSON Schema, for editors: what they complete, explain and underline. */
export function scenarioSchema(): JSONSchema {
  const { $schema: _, ...head } = jsonSchema(header);
  const properties = head.properties as JSONSchema;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A scenario of sig',
    ...head,
    properties: { ...properties, steps: { $ref: '#/definitions/steps' } },
    required: [...(head.required as string[]), 'steps'],
    definitions: {
      steps: { type: 'array', items: { $ref: '#/definitions/step' } },
      step: {
        anyOf: [...sentences(), { $ref: '#/definitions/stepWithOptions' }],
        defaultSnippets: snippets(),
      },
      stepWithOptions: {
        type: 'object',
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
        patternProperties: withOptions(),
      },
    },
  };
}

function jsonSchema(schema: z.ZodType): JSONSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' }) as JSONSchema;
}

/** What a sentence may be once a placeholder in it has its value, nobody can tell before. */
const PLACEHOLDER = '<[A-Za-z_][\\w.-]*>';

/** Steps that stand alone, as text. */
function sentences(): JSONSchema[] {
  const patterns = allSteps.flatMap((step) =>
    step.phrases.map((phrase) => ({
      type: 'string',
      pattern: patternOf(phrase, step),
      description: describe(phrase, step),
    })),
  );
  return [...patterns, { type: 'string', pattern: PLACEHOLDER }];
}

/** What yaml-language-server offers: a pattern alone completes nothing. */
function snippets(): JSONSchema[] {
  return allSteps.flatMap((step) =>
    step.phrases.map((phrase) => {
      let stop = 0;
      const body = phrase.text.replace(/\{(\w+):\w+\}/g, (_gap, name: string) => `\${${++stop}:${name}}`);
      return { label: describe(phrase, step).split(':')[0], description: step.about, body };
    }),
  );
}

function withOptions(): JSONSchema {
  const patterns: JSONSchema = {};
  for (const step of allSteps) {
    const { $schema: _, ...options } = jsonSchema(step.options);
    const shorthand = step.shorthand && (options.properties as JSONSchema)[step.shorthand];
    for (const phrase of step.phrases) {
      const schema = shorthand ? { anyOf: [shorthand, options] } : { anyOf: [options, { type: 'null' }] };
      patterns[patternOf(phrase, step)] = { description: describe(phrase, step), ...schema };
    }
  }
  patterns[PLACEHOLDER] = {};
  for (const word of BLOCKS.keys()) patterns[`^${word}$`] = blockSchema();
  patterns['^for each \\w+ in .+$'] = {
    description: 'the steps once for each of these words, <name> standing for it',
    $ref: '#/definitions/steps',
  };
  patterns['^(always|never|eventually)$'] = {
    description: 'what must hold at every moment from here on, at no moment, or in the end',
    anyOf: [{ type: 'string' }, { type: 'array' }, { type: 'object' }],
  };
  patterns['^for each$'] = {
    description: 'the steps once for each row',
    type: 'object',
    properties: {
      of: { type: 'array', items: { type: 'object' } },
      do: { $ref: '#/definitions/steps' },
    },
    required: ['of', 'do'],
    additionalProperties: false,
  };
  return patterns;
}

function blockSchema(): JSONSchema {
  return {
    type: 'array',
    items: { anyOf: [{ $ref: '#/definitions/step' }, { $ref: '#/definitions/steps' }] },
  };
}

function describe({ text }: Phrase, { about }: StepDefinition): string {
  return `${text.replace(/\{(\w+):\w+\}/g, '<$1>')}: ${about}`;
}

const GAPS: Partial<Record<SlotType, string>> = {
  device: "\\S+?('s \\S+)?",
  users: '\\S+(,? \\S+)*?',
  state: '(pending|accepted|rejected|cancelled|timed out)',
};

function patternOf({ tokens }: Phrase, step: StepDefinition): string {
  const words = tokens.map((token) => {
    if (token.kind === 'slot') return (GAPS[token.type] ?? '\\S+') + (token.possessive ? "'s" : '');
    return token.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  if (step.kind === 'expectation' && words.length > 1) {
    const [first, verb, ...rest] = words as [string, string, ...string[]];
    const denied = `( never| does not| doesn't)? ${verb.replace(/s$/, 's?')}`;
    return `^${[`${first}${denied}`, ...rest].join(' ')}$`;
  }
  return `^${words.join(' ')}${step.kind === 'call' ? '( without waiting)?' : ''}$`;
}
