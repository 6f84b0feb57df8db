import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { HubClient } from '../../../src/cli/hub/client.js';
import { controlMethods } from '../../../src/gateway/control/methods/index.js';
import type { HistoryRow, InvitationRow, MethodName } from '../../../src/gateway/control/protocol.js';
import { Bench } from '../../cli/bench.js';

describe('a client knows what each method takes and gives', () => {
  test('a call of the wrong shape does not compile', () => {
    const wrong = (client: HubClient) => [
      // @ts-expect-error there is no such method
      client.call('ring', {}),
      // @ts-expect-error an invite needs a time-out
      client.call('invite', { inviter: 'alice', invitee: 'bob', data: '' }),
      // @ts-expect-error the field is called `invitee`
      client.call('invite', { inviter: 'alice', invited: 'bob', data: '', timeout: 30 }),
      // @ts-expect-error a field too many
      client.call('accept', { user: 'bob', inviteID: 'x', reason: 'busy' }),
      // @ts-expect-error seconds are a number
      client.call('invite', { inviter: 'alice', invitee: 'bob', data: '', timeout: '30s' }),
      // @ts-expect-error one of the vendor's group types
      client.call('createGroup', { owner: 'alice', type: 'Party' }),
    ];
    expect(wrong).toBeTypeOf('function');
  });

  test('an answer has its own type', () => {
    const right = async (client: HubClient) => {
      const sent = await client.call('invite', { inviter: 'alice', invitee: 'bob', data: '', timeout: 30 });
      expectTypeOf(sent).toEqualTypeOf<{ inviteID: string }>();
      expectTypeOf(await client.call('list', {})).toEqualTypeOf<InvitationRow[]>();
      expectTypeOf(await client.call('history', { a: 'alice', b: 'bob' })).toEqualTypeOf<HistoryRow[]>();
      // @ts-expect-error an answer has only the fields of its schema
      return sent.callID;
    };
    expect(right).toBeTypeOf('function');
  });
});

describe('every method can be documented from its definition', () => {
  const names = Object.keys(controlMethods) as MethodName[];

  test.each(names)('%s has a summary of one line', (name) => {
    expect(controlMethods[name].summary).toMatch(/^[A-Z][^\n]{5,90}\.$/);
  });

  test.each(names)('%s has JSON Schemas of its params and its result', (name) => {
    const { params, result } = controlMethods[name];
    expect(z.toJSONSchema(params, { io: 'input' })).toMatchObject({ type: 'object' });
    expect(['object', 'array']).toContain(z.toJSONSchema(result, { io: 'output' }).type);
  });
});

/** Each method but those that end or replace the hub, in an order in which it can succeed. */
const CALLS: [MethodName, object][] = [
  ['addUsers', { users: ['alice', 'bob'], nick: 'A' }],
  ['login', { users: ['alice'] }],
  ['createGroup', { group: 'team', type: 'Work', owner: 'alice', members: ['bob'] }],
  ['addMembers', { group: 'team', members: ['carol'] }],
  ['removeMembers', { group: 'team', members: ['carol'] }],
  ['send', { from: 'alice', to: 'bob', text: 'hi' }],
  ['history', { a: 'alice', b: 'bob' }],
  ['logout', { users: ['bob'] }],
  ['invite', { inviter: 'alice', invitee: 'bob', data: 'x', timeout: 30, push: { desc: 'a call' } }],
  ['list', {}],
  ['listPushes', { user: 'bob' }],
  ['openPush', { user: 'bob' }],
  ['inviteInGroup', { inviter: 'alice', group: 'team', invitees: ['bob'], data: '', timeout: 30 }],
  ['listUsers', {}],
  ['listGroups', {}],
  ['status', {}],
  ['names', {}],
  ['deleteGroup', { group: 'team' }],
  ['removeUsers', { users: ['carol'] }],
  ['reset', {}],
];

test('what methods answer is what their schemas say, and nothing beside', async () => {
  const bench = await Bench.open();
  for (const [name, params] of CALLS) {
    const value = await bench.call(name, params as never);
    expect(strict(controlMethods[name].result).safeParse(value).error, name).toBeUndefined();
  }
});

/** The same schema, refusing keys that it does not name. */
function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries(schema.shape as Record<string, z.ZodType>);
    return z.strictObject(Object.fromEntries(shape.map(([key, field]) => [key, strict(field)])));
  }
  if (schema instanceof z.ZodArray) return z.array(strict(schema.element as z.ZodType));
  if (schema instanceof z.ZodNullable) return strict(schema.unwrap() as z.ZodType).nullable();
  return schema;
}
