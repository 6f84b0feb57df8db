import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { scenarioSchema } from '../../src/scenario/schema.js';
import { allSteps } from '../../src/scenario/steps/index.js';

const schema = z.fromJSONSchema(scenarioSchema() as Parameters<typeof z.fromJSONSchema>[0]);
const folder = new URL('../../examples/', import.meta.url);

describe('what editors are told of the format', () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith('.sig.yaml')))(
    'finds nothing wrong in %s',
    (name) => {
      for (const document of parseAllDocuments(readFileSync(new URL(name, folder), 'utf8'))) {
        const { error } = schema.safeParse(document.toJS());
        expect(error).toBeUndefined();
      }
    },
  );

  const scenario = (...steps: unknown[]) => ({ scenario: 'x', users: ['alice', 'bob'], steps });

  test.each([
    ['a sentence that is no step', scenario('alice invite bob')],
    ['an option that there is not', scenario({ 'alice invites bob': { timout: 30 } })],
    ['two steps in one', scenario({ 'alice invites bob': {}, 'bob accepts call': {} })],
    ['a mistyped key', { scenario: 'x', user: ['alice'], steps: [] }],
    ['no steps', { scenario: 'x', users: ['alice'] }],
    ['a mistake within a block', scenario({ 'at the same time': ['alice cancel call'] })],
  ])('underlines %s', (_name, wrong) => {
    expect(schema.safeParse(wrong).success).toBe(false);
  });

  test.each([
    ['a denied step', scenario('bob never receives call', 'bob does not see call cancelled')],
    ['options that may stay out', scenario({ 'nothing else happens for': '60s' }, 'nothing else happens')],
    [
      'branches',
      scenario({ 'at the same time': [['alice cancels call'], 'bob accepts call without waiting'] }),
    ],
    ['a device', scenario("bob's pad accepts call", { "bob's network has": { loss: '10%' } })],
  ])('takes %s', (_name, right) => {
    expect(schema.safeParse(right).error).toBeUndefined();
  });

  test('each step is offered, with its gaps to be filled in', () => {
    const { definitions } = scenarioSchema() as {
      definitions: { step: { defaultSnippets: { label: string; body: string }[] } };
    };
    const { defaultSnippets } = definitions.step;
    expect(defaultSnippets).toHaveLength(allSteps.flatMap((step) => step.phrases).length);
    expect(defaultSnippets).toContainEqual(
      expect.objectContaining({
        label: '<who> invites <whom>',
        body: expect.stringMatching(/^\$\{1:who\} invites \$\{2:whom\}$/),
      }),
    );
  });
});
