import { describe, expect, it } from 'vitest';
import { FORMS } from '../../src/decode/forms/index.js';
import { decoded, SIGNAL, sendmsg, signalText } from './decoded.js';

const DATA = signalText();
const body = [{ MsgType: 'TIMCustomElem', MsgContent: { Data: DATA, Desc: 'd', Ext: 'e' } }];
const stored = {
  From_Account: 'alice',
  To_Account: 'bob',
  MsgSeq: 7,
  MsgRandom: 8,
  MsgTimeStamp: 1_700_000_000,
  MsgKey: '7_8_1700000000',
  MsgBody: body,
  CloudCustomData: '',
};
const c2c = { from: 'alice', to: 'bob', group: '', seq: 7, random: 8, time: 1_700_000_000 };

/** One message in each form, what the form is called, and what of the message it tells. */
const SAMPLES: [form: string, payload: unknown, path: string, message: Record<string, unknown> | null][] = [
  [
    'rest-sendmsg',
    JSON.parse(sendmsg({ MsgLifeTime: 0 })),
    '$',
    { from: 'alice', to: 'bob', onlineOnly: true, desc: 'call' },
  ],
  [
    'rest-batchsendmsg',
    { To_Account: ['bob', 'carol'], MsgRandom: 1, MsgBody: body },
    '$',
    { to: ['bob', 'carol'] },
  ],
  [
    'rest-send_group_msg',
    { GroupId: 'g', From_Account: 'alice', Random: 1, MsgBody: body },
    '$',
    { group: 'g', to: '' },
  ],
  [
    'rest-history',
    { ActionStatus: 'OK', ErrorCode: 0, Complete: 1, MsgList: [stored] },
    '$.MsgList[0]',
    { ...c2c, id: '7_8_1700000000' },
  ],
  [
    'rest-history',
    {
      ActionStatus: 'OK',
      GroupId: 'g',
      RspMsgList: [{ From_Account: 'alice', MsgSeq: 1, MsgTimeStamp: 5, MsgBody: body }],
    },
    '$.RspMsgList[0]',
    { group: 'g', from: 'alice', time: 5 },
  ],
  ['rest-modify', { From_Account: 'alice', To_Account: 'bob', MsgKey: 'k', MsgBody: body }, '$', { id: 'k' }],
  ['rest-modify', { GroupId: 'g', MsgSeq: 3, MsgBody: body }, '$', { group: 'g', seq: 3 }],
  [
    'webhook',
    {
      CallbackCommand: 'C2C.CallbackBeforeSendMsg',
      From_Account: 'alice',
      To_Account: 'bob',
      MsgTime: 5,
      OnlineOnlyFlag: 1,
      MsgBody: body,
    },
    '$',
    { from: 'alice', to: 'bob', time: 5, onlineOnly: true },
  ],
  [
    'webhook',
    {
      CallbackCommand: 'Group.CallbackAfterSendMsg',
      GroupId: 'g',
      From_Account: 'alice',
      MsgSeq: 1,
      Random: 2,
      MsgBody: body,
    },
    '$',
    { group: 'g', random: 2 },
  ],
  [
    'web-frame',
    {
      head: { servcmd: 'im_open_push.msg_push' },
      body: { EventArray: [{ Event: 1, C2cMsgArray: [stored] }] },
    },
    '$.body.EventArray[0].C2cMsgArray[0]',
    c2c,
  ],
  ['stored-message', stored, '$', c2c],
  [
    'sig-trace',
    { v: 1, seq: 1, at: 1_700_000_000_250, kind: 'message', message: stored },
    '$.message',
    { time: 1_700_000_000.25 },
  ],
  [
    'c-api',
    {
      message_conv_type: 1,
      message_conv_id: 'bob',
      message_sender: 'alice',
      message_is_from_self: true,
      message_seq: 7,
      message_rand: 8,
      message_server_time: 1_700_000_000,
      message_elem_array: [{ elem_type: 3, custom_elem_data: DATA, custom_elem_desc: 'd' }],
    },
    '$',
    { ...c2c, desc: 'd' },
  ],
  [
    'c-api',
    {
      message_conv_type: 2,
      message_conv_id: 'g',
      message_sender: 'alice',
      message_elem_array: [{ elem_type: 3, custom_elem_data: DATA }],
    },
    '$',
    { group: 'g', to: '' },
  ],
  [
    'web-message',
    {
      ID: 'i',
      conversationID: 'C2Cbob',
      type: 'TIMCustomElem',
      payload: { data: DATA, description: 'd', extension: '' },
      from: 'alice',
      to: 'bob',
      sequence: 7,
      random: 8,
      time: 1_700_000_000,
    },
    '$',
    { ...c2c, id: 'i', desc: 'd' },
  ],
  [
    'v2tim-message',
    {
      msgID: 'm',
      timestamp: 1_700_000_000,
      sender: 'alice',
      userID: 'bob',
      groupID: null,
      isSelf: true,
      seq: '7',
      random: 8,
      elemType: 2,
      customElem: { data: DATA, desc: 'd', extension: '' },
    },
    '$',
    { ...c2c, id: 'm' },
  ],
  [
    'webhook',
    { From_Account: 'alice', To_Account: 'bob', EventTime: 1_700_000_000_500, MsgBody: body },
    '$',
    { from: 'alice', to: 'bob', time: 1_700_000_000.5 },
  ],
  [
    'web2-message',
    {
      ID: 'C2Calice-7-8-0',
      conversationID: 'C2Cbob',
      conversationType: 'C2C',
      from: 'alice',
      to: 'bob',
      sequence: 7,
      random: 8,
      time: 1_700_000_000,
      _elements: [{ type: 'TIMCustomElem', content: { data: DATA, description: 'd', extension: '' } }],
    },
    '$',
    { ...c2c, id: 'C2Calice-7-8-0', desc: 'd' },
  ],
  [
    'gson-message',
    {
      message: {
        messageBaseElements: [
          {
            elementType: 1,
            textContentBytes: [...Buffer.from('你好').values()].map((byte) => (byte << 24) >> 24),
          },
          { elementType: 2, data: [...Buffer.from(DATA)], description: 'd', extension: [] },
        ],
        senderUserID: 'alice',
        receiverUserID: 'bob',
        groupID: '',
        seq: 7,
        random: 8,
        serverTime: 1_700_000_000,
        msgID: 'm',
        lifeTime: -1,
      },
    },
    '$.message',
    { ...c2c, id: 'm', desc: 'd', text: '你好', elements: ['text', 'custom'] },
  ],
  [
    'archive-row',
    {
      rows: [
        {
          msgKey: '7_8_1700000000',
          fromAccount: 'alice',
          peerAccount: 'bob',
          groupId: null,
          msgSeq: 7,
          msgRandom: 8,
          msgTimeMs: 1_700_000_000_000,
          msgBody: body,
        },
      ],
    },
    '$.rows[0]',
    { ...c2c, id: '7_8_1700000000', desc: 'd' },
  ],
  [
    'archive-row',
    {
      from_account: 'alice',
      group_code: 'g',
      msg_id: 'm1',
      msg_body: JSON.stringify([{ msg_type: 'TIMCustomElem', msg_content: { data: DATA, desc: 'd' } }]),
    },
    '$',
    { from: 'alice', group: 'g', id: 'm1', desc: 'd' },
  ],
  [
    'element',
    [{ MsgType: 'TIMCustomElem', MsgContent: { Data: DATA, Desc: 'd', Ext: '' } }],
    '$[0]',
    { desc: 'd' },
  ],
  ['element', { data: DATA, description: 'd', extension: '' }, '$', { desc: 'd' }],
  ['signal', SIGNAL, '$', null],
  [
    'c-api-signaling-info',
    {
      signaling_info_invite_id: SIGNAL.inviteID,
      signaling_info_group_id: '',
      signaling_info_inviter: 'alice',
      signaling_info_invitee_list: ['bob'],
      signaling_info_data: 'ring',
      signaling_info_action_type: 1,
      signaling_info_timeout: 30,
    },
    '$',
    null,
  ],
];

/** Forms that no SDK is asked about; each has its tests below, or in prints.test.ts. */
const APART = ['push-ext', 'listener-event', 'signaling-info', 'payload', 'rest-answer', 'tim-message'];

describe('each form', () => {
  it.each(SAMPLES)('%s at %#: its signal and its message are read', (form, payload, path, message) => {
    const lines = decoded(JSON.stringify(payload));
    expect(lines).toHaveLength(1);
    const [line] = lines;
    expect(line).toMatchObject({
      form,
      at: { line: 1, path },
      info: { inviteID: SIGNAL.inviteID, inviter: 'alice', inviteeList: ['bob'], data: 'ring', timeout: 30 },
    });
    if (message === null) expect(line!.message).toBeNull();
    else expect(line!.message).toMatchObject(message);
  });

  it('has a sample here', () => {
    const sampled = new Set([...SAMPLES.map(([form]) => form), ...APART]);
    expect(FORMS.map((form) => form.name).filter((name) => !sampled.has(name))).toEqual([]);
  });

  it('is found in an object of the app around it too', () => {
    for (const [form, payload] of SAMPLES) {
      const lines = decoded(JSON.stringify({ level: 'info', event: { list: [{ raw: payload }] } }));
      expect(lines.map((line) => line.form)).toEqual([form]);
      expect(lines[0]!.at.path).toMatch(/^\$\.event\.list\[0\]\.raw/);
    }
  });

  it('is found as a text in JSON too', () => {
    for (const [form, payload] of SAMPLES) {
      const lines = decoded(JSON.stringify({ level: 'info', body: JSON.stringify(payload) }));
      expect(lines.map((line) => line.form)).toEqual([form]);
      expect(lines[0]!.at.path).toMatch(/^\$\.body\|\$/);
    }
  });
});

describe('the ext of an offline push', () => {
  const content = {
    action: 1,
    call_id: 'c1',
    invited_list: ['bob'],
    group_id: 'g',
    room_id: 5,
    version: 4,
    call_type: 2,
    timeout: 30,
  };
  const ext = {
    entity: { action: 2, sender: 'alice', content: JSON.stringify(content), sendTime: 1_700_000_000 },
  };

  it('is no signal for any SDK, and becomes a SignalingInfo for addInvitedSignaling', () => {
    const [line] = decoded(JSON.stringify(ext));
    expect(line).toMatchObject({
      form: 'push-ext',
      message: { from: 'alice', time: 1_700_000_000 },
      info: {
        inviteID: 'c1',
        inviter: 'alice',
        inviteeList: ['bob'],
        groupID: 'g',
        actionType: 1,
        timeout: 30,
      },
      business: { name: 'call-push' },
    });
    expect(Object.values(line!.verdicts).map((verdict) => verdict.signal)).toEqual([false, false, false]);
  });
});

describe('what is no signal', () => {
  it('is told of with its text', () => {
    const [line] = decoded(sendmsg({ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }] }));
    expect(line).toMatchObject({
      info: null,
      message: { elements: ['text'], text: 'hello' },
      business: null,
      findings: [],
    });
  });

  it('has its payload shown if it is a custom message of an app', () => {
    const [line] = decoded(sendmsg({}, '{"gift":"rose","count":3}'));
    expect(line).toMatchObject({ info: null, business: { name: null, payload: { gift: 'rose', count: 3 } } });
  });

  it('is not told of where no form is known', () => {
    expect(decoded('{"hello":"world","list":[1,2,{"a":null}]}')).toEqual([]);
    expect(decoded('just words')).toEqual([]);
    expect(decoded('')).toEqual([]);
  });
});
