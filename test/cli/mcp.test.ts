import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIG } from './sig.js';

/** `sig mcp` as a coding agent starts it, and the SDK's own client on the other side. */
let client: Client;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'sig-mcp-test-'));
  client = new Client({ name: 'a coding agent', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [SIG, 'mcp', '--ephemeral'],
      env: { ...(process.env as Record<string, string>), SIG_HOME: home, SIG_HUB: '' },
    }),
  );
});

afterAll(async () => {
  await client.close();
  rmSync(home, { recursive: true });
});

async function call(name: string, given: Record<string, unknown>) {
  const { content, isError } = await client.callTool({ name, arguments: given });
  const [first] = content;
  if (first?.type !== 'text') throw new Error('the answer is no text');
  return { text: first.text, failed: isError === true };
}

test('the tools are few, and each says what it does and takes', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    ...['invite', 'answer', 'list_invitations', 'show_invitation', 'history', 'set_users'],
    ...['decode', 'explain', 'run_scenario'],
  ]);
  for (const { description, inputSchema } of tools) {
    expect(description!.length).toBeGreaterThan(60);
    expect(inputSchema.type).toBe('object');
  }
  const invite = tools[0]!.inputSchema as { required?: string[] };
  expect(invite.required).toEqual(['inviter', 'invitees']);
});

test('an agent rings, answers, and reads what happened', async () => {
  const rung = await call('invite', { inviter: 'alice', invitees: ['bob'], data: '--json', timeout: 60 });
  expect(rung.failed).toBe(false);
  expect(rung.text).toMatch(/bob +onReceiveNewInvitation/);
  const answered = await call('answer', { action: 'accept', user: 'bob', data: 'on my way' });
  expect(answered.text).toMatch(/alice +onInviteeAccepted/);
  expect((await call('list_invitations', { user: 'bob' })).text).toMatch(/alice +bob +accepted/);
  expect((await call('show_invitation', {})).text).toContain('on my way');
  expect((await call('history', { users: ['alice', 'bob'] })).text).toContain('ACCEPT');
});

test('what the SDK refuses is an error with its code and the hint', async () => {
  const { text, failed } = await call('answer', { action: 'accept', user: 'bob' });
  expect(failed).toBe(true);
  expect(text).toContain('8010 ERR_SDK_SIGNALING_INVALID_INVITE_ID');
});

test('users log in and out', async () => {
  const { text } = await call('set_users', { login: ['carol', 'dave'], logout: ['bob'] });
  expect(text).toMatch(/bob +offline[\s\S]*carol +online/);
});

describe('without a hub', () => {
  test('a payload is decoded, whatever it looks like', async () => {
    const signal = {
      inviteID: 'x',
      inviter: 'alice',
      inviteeList: ['bob'],
      actionType: 1,
      timeout: 30,
      data: '',
    };
    expect((await call('decode', { text: JSON.stringify(signal) })).text).toContain('INVITE  alice → bob');
    expect((await call('decode', { text: '--help' })).failed).toBe(true);
  });

  test('codes are explained', async () => {
    expect((await call('explain', { code: '8010' })).text).toContain('at fault');
    expect((await call('explain', { code: '-10001' })).text).toContain('ERR_SVR_SSO_D2_EXPIRED');
  });

  test('the example in the description of run_scenario passes', async () => {
    const { tools } = await client.listTools();
    const [, yaml] = tools.find(({ name }) => name === 'run_scenario')!.description!.split('Example:\n');
    expect((await call('run_scenario', { yaml })).text).toContain('1 passed');
  });

  test('a scenario passes, or says where it fails', async () => {
    const steps = ['alice invites bob: { as: call }', 'bob accepts call', 'alice sees bob accept call'];
    const yaml = (list: string[]) =>
      ['scenario: bob accepts', 'users: [alice, bob]', 'steps:', ...list.map((step) => `  - ${step}`)].join(
        '\n',
      );
    const passed = await call('run_scenario', { yaml: yaml(steps) });
    expect(passed.text).toContain('1 passed');
    expect(passed.failed).toBe(false);
    const failing = await call('run_scenario', {
      yaml: yaml(['alice invites bob: { as: call }', 'alice sees bob accept call within 5s']),
    });
    expect(failing.failed).toBe(true);
    expect(failing.text).toContain('agent.sig.yaml:5');
  });
});

test('what does not fit a tool is refused with the field', async () => {
  const { failed, text } = await call('invite', { inviter: 'alice' }).catch((thrown: Error) => ({
    failed: true,
    text: thrown.message,
  }));
  expect(failed).toBe(true);
  expect(text).toContain('invitees');
});
