import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seededEntropy } from '../../src/runtime/entropy.js';
import type { MessageView, Reading } from '../../src/signaling/dialect.js';
import { dialects } from '../../src/signaling/dialects/index.js';
import { readNativeMessage } from '../../src/signaling/native-message.js';
import { signalOf } from '../../src/signaling/read-wire.js';

interface Case {
  name: string;
  message: string | Record<string, unknown>;
  native: Record<string, unknown> | null;
  web?: Record<string, unknown> | null;
}

const cases: Case[] = JSON.parse(
  readFileSync(new URL('../fixtures/decode-cases.json', import.meta.url), 'utf8'),
);

/** The names the C API gives to the seven fields, less their prefix. */
function asNative(reading: Reading): Record<string, unknown> | null {
  if (reading.signal !== true) return null;
  const { inviteID, groupID, inviter, inviteeList, data, actionType, timeout } = reading.info;
  return {
    action_type: actionType,
    data,
    group_id: groupID,
    invite_id: inviteID,
    invitee_list: inviteeList,
    inviter,
    timeout,
  };
}

function asWeb(reading: Reading): unknown {
  if (reading.signal === 'throws') return { throws: true };
  return reading.signal ? JSON.parse(JSON.stringify(reading.info)) : null;
}

function view(message: Record<string, unknown>): MessageView {
  const elements = (message.message_elem_array ?? []) as Record<string, unknown>[];
  return {
    elements: elements.map((each) => ({
      custom: each.elem_type === 3,
      data: typeof each.custom_elem_data === 'string' ? each.custom_elem_data : undefined,
    })),
    cloudCustomData: String(message.message_cloud_custom_str ?? ''),
  };
}

describe('the native SDK answers each case as recorded', () => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, { message, native }) => {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    expect(asNative(readNativeMessage(text))).toEqual(native);
  });
});

describe('the Web SDK answers each case as recorded', () => {
  const withWeb = cases.filter((each) => 'web' in each && typeof each.message === 'object');
  it.each(withWeb.map((each) => [each.name, each] as const))('%s', (_, { message, web }) => {
    expect(asWeb(dialects.web.read(view(message as Record<string, unknown>)))).toEqual(web);
  });
});

describe('tsignaling', () => {
  const read = (data: string) =>
    dialects.tsignaling.read({ elements: [{ custom: true, data }], cloudCustomData: '' });

  it('wants businessID to be the number 1', () => {
    expect(read('{"businessID":1,"inviteID":"i","actionType":1}').signal).toBe(true);
    expect(read('{"businessID":"1","inviteID":"i","actionType":1}').signal).toBe(false);
    expect(read('{"inviteID":"i","actionType":1}').signal).toBe(false);
    expect(read('{"businessID":"av_call","inviteID":"i","actionType":1}').why).toContain('av_call');
  });

  it('leaves what is no JSON alone, where the Web SDK of today throws', () => {
    const broken = '{"businessID":1,"inviteID":"i","actionType":1';
    expect(read(broken).signal).toBe(false);
    expect(
      dialects.web.read({ elements: [{ custom: true, data: broken }], cloudCustomData: '' }).signal,
    ).toBe('throws');
  });
});

describe('invite IDs', () => {
  it('have each SDK in its own form', () => {
    const entropy = seededEntropy(1);
    expect(dialects.native.newInviteID(entropy)).toMatch(/^[0-9a-f]{32}$/);
    for (const name of ['web', 'tsignaling'] as const) {
      expect(dialects[name].newInviteID(entropy)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });
});

describe('a signal on the wire', () => {
  const body = (data: unknown) => [
    { MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } },
    { MsgType: 'TIMCustomElem', MsgContent: { Data: data, Desc: '', Ext: '' } },
  ];

  it('is read from the first custom element', () => {
    const data = '{"inviteID":"i","inviter":"alice","inviteeList":["bob"],"actionType":1,"timeout":30}';
    for (const dialect of [dialects.native, dialects.web]) {
      expect(signalOf(dialect, body(data), '')).toEqual({
        inviteID: 'i',
        groupID: '',
        inviter: 'alice',
        inviteeList: ['bob'],
        data: '',
        actionType: 1,
        timeout: 30,
      });
    }
  });

  it('has fields of their own types even where the Web SDK hands on others', () => {
    const data =
      '{"inviteID":7,"inviter":{},"inviteeList":["bob",1],"actionType":"1","timeout":"30","data":{}}';
    expect(signalOf(dialects.web, body(data), '')).toEqual({
      inviteID: '',
      groupID: '',
      inviter: '',
      inviteeList: ['bob'],
      data: '',
      actionType: 0,
      timeout: 0,
    });
  });

  it('is none where there is no text', () => {
    expect(signalOf(dialects.native, body({ inviteID: 'i' }), '')).toBeUndefined();
    expect(signalOf(dialects.web, [], '"type":"tsignaling"')).toBeUndefined();
  });
});
