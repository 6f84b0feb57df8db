import { SIGNAL, sendmsg, signalText } from './decoded.js';

export const withText = (from: string, to: string) => signalText().replace(from, to);
export const capi = (fields: Record<string, unknown>, data = signalText()) =>
  JSON.stringify({ message_elem_array: [{ elem_type: 3, custom_elem_data: data }], ...fields });
const answer = { actionType: 3, timeout: 0 };
const call = (payload: Record<string, unknown>) =>
  JSON.stringify({ businessID: 'av_call', version: 4, call_type: 1, room_id: 5, ...payload });
export const group = (fields: Record<string, unknown> = {}, signal: Record<string, unknown> = {}) =>
  JSON.stringify({
    GroupId: 'g1',
    From_Account: 'alice',
    Random: 1,
    MsgBody: [
      {
        MsgType: 'TIMCustomElem',
        MsgContent: { Data: signalText({ groupID: 'g1', ...signal }), Desc: 'call', Ext: '' },
      },
    ],
    ...fields,
  });
const custom = (data: unknown) => ({
  MsgType: 'TIMCustomElem',
  MsgContent: { Data: data, Desc: '', Ext: '' },
});

/** For every code: a payload that has it, and one much like it that has not. */
export const FINDING_SAMPLES: Record<string, [has: string, hasNot: string]> = {
  'escaped-surrogate': [
    sendmsg({}, withText('"ring"', '"\\ud83d\\ude00"')),
    sendmsg({}, withText('"ring"', '"😀 \\u4e2d"')),
  ],
  'escaped-surrogate-outside': [
    capi({ message_sender: 'x' }).replace('"x"', '"\\ud83d\\ude00"'),
    capi({ message_sender: '😀' }),
  ],
  'byte-order-mark': [sendmsg({}, `\ufeff${signalText()}`), sendmsg({}, ` ${signalText()}`)],
  comment: [withText('{', '{/* a call */'), withText('ring', '/* a call */')],
  'curly-quotes': [
    sendmsg({}, signalText().replaceAll('"', '“')),
    sendmsg({}, signalText({ data: '“ring”' })),
  ],
  'full-width': [
    sendmsg({}, withText('"timeout":', '"timeout"：')),
    sendmsg({}, signalText({ data: '他说：好，' })),
  ],
  'full-width-brackets': [signalText().replace('{', '｛').replace(/}$/, '｝'), signalText({ data: '｛x｝' })],
  'broken-message': [
    `{"From_Account":"alice","To_Account":"bob","MsgBody":[{"MsgType":"TIMCustomElem","MsgContent":{"Data":"x" "Ext":""}}]}`,
    sendmsg(),
  ],
  'lost-line-ends': [
    `{ "From_Account": "alice", // who sends   "To_Account": "bob", // who gets it   "MsgBody": [ // elements   { "MsgType": "TIMTextElem", "MsgContent": { "Text": "hi" } } ] }`,
    `{ "From_Account": "alice", // who sends\n "To_Account": "bob", // who gets it\n "MsgBody": [\n { "MsgType": "TIMTextElem", "MsgContent": { "Text": "hi" } } ] }`,
  ],
  'doubled-backslash': [
    `{ "To_Account": "bob", "MsgRandom": 1, "MsgBody": [{ "MsgType": "TIMCustomElem", "MsgContent": { "Data": "{ \\\\"kind\\\\":7 }" } }] }`,
    `{ "To_Account": "bob", "MsgRandom": 1, "MsgBody": [{ "MsgType": "TIMCustomElem", "MsgContent": { "Data": "{ \\"kind\\":7 }" } }] }`,
  ],
  'missing-comma': [
    `{ "MsgBody": [...] "OfflinePushInfo": { "Desc": "call" } }`,
    `{ "MsgBody": [...], "OfflinePushInfo": { "Desc": "call" } }`,
  ],
  placeholder: [
    `{ "To_Account": "bob", "MsgRandom": 3, "MsgBody": [ ... ] }`,
    sendmsg({ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'wait [...]' } }] }),
  ],
  'split-over-lines': [
    `11-24 10:00:00.123  1234  5678 I imsdk: recv ${signalText().slice(0, 60)}\n11-24 10:00:00.124  1234  5679 I imsdk: recv ${signalText().slice(60)}`,
    `11-24 10:00:00.123  1234  5678 I imsdk: recv ${signalText()}\n11-24 10:00:00.124  1234  5679 I imsdk: done`,
  ],
  'object-as-text': [signalText({ data: '[object Object]' }), signalText({ data: '[1, 2]' })],
  'call-type-unknown': [
    signalText({ data: call({ call_type: 3 }) }),
    signalText({ data: call({ call_type: 2 }) }),
  ],
  'call-type-mismatch': [
    signalText({ data: call({ call_type: 1, data: { cmd: 'videoCall' } }) }),
    signalText({ data: call({ call_type: 2, data: { cmd: 'videoCall' } }) }),
  ],
  'call-room-mismatch': [
    signalText({ data: call({ data: { cmd: 'audioCall', room_id: 6 } }) }),
    signalText({ data: call({ data: { cmd: 'audioCall', room_id: 5, str_room_id: 'x' } }) }),
  ],
  'call-without-signal': [
    sendmsg({}, call({ data: { cmd: 'audioCall' } })),
    sendmsg({}, JSON.stringify({ businessID: 'av_call', call_id: 'c1', action: 1, room_id: 5 })),
  ],
  'single-quotes': [withText('"ring"', "'ring'"), withText('ring', "it's")],
  'unquoted-key': [withText('"timeout"', 'timeout'), signalText()],
  'trailing-comma': [withText('["bob"]', '["bob",]'), signalText()],
  'empty-value': [withText('"timeout":30', '"timeout":'), withText('"timeout":30', '"timeout":null')],
  'capital-literal': [withText('{', '{"video":True,'), withText('{', '{"video":true,')],
  'foreign-literal': [withText('"timeout":30', '"timeout":NaN'), signalText()],
  'odd-number': [withText('"timeout":30', '"timeout":+30'), withText('"timeout":30', '"timeout":3e1')],
  'huge-number': [withText('{', '{"n":18446744073709551616,'), withText('{', '{"n":18446744073709551615,')],
  'raw-control-character': [
    sendmsg({}, withText('"ring"', '"a\nb"')),
    sendmsg({}, signalText({ data: 'a\nb' })),
  ],
  'bad-escape': [withText('"ring"', '"C:\\dir"'), signalText({ data: 'C:\\dir' })],
  'lone-surrogate': [sendmsg({}, withText('"ring"', '"\\ude00"')), sendmsg({}, signalText({ data: '😀' }))],
  'text-after-object': [sendmsg({}, `${signalText()};`), sendmsg({}, `${signalText()}  `)],
  truncated: [sendmsg({}, signalText().slice(0, -5)), sendmsg()],
  'broken-json': [
    sendmsg({}, withText('"ring"', '"say "hi""')),
    sendmsg({}, signalText({ data: 'say "hi"' })),
  ],
  'unescaped-json': [
    sendmsg({}, withText('"ring"', '"{"call":1,"room":2}"')),
    sendmsg({}, signalText({ data: '{"call":1,"room":2}' })),
  ],
  'html-escaped': [
    sendmsg({}, signalText({ data: '{&quot;a&quot;:1}' })),
    sendmsg({}, signalText({ data: '{"a":1}' })),
  ],
  'double-encoded': [sendmsg({}, JSON.stringify(signalText())), sendmsg()],
  'wrapped-signal': [sendmsg({}, JSON.stringify({ data: signalText() })), sendmsg()],
  'array-of-signals': [sendmsg({}, `[${signalText()}]`), sendmsg()],
  'duplicate-key': [withText('{', '{"inviter":"carol",'), signalText({ data: '{"inviter":"a"}' })],
  'nul-character': [signalText({ data: 'a\0b' }), signalText({ data: 'a b' })],
  'invite-id-missing': [signalText({ inviteID: '' }), signalText()],
  'invite-id-not-text': [signalText({ inviteID: 7 }), signalText()],
  'invite-id-form': [
    signalText({ inviteID: 'call-1' }),
    signalText({ inviteID: '0123456789abcdef0123456789abcdef' }),
  ],
  'inviter-missing': [signalText({ inviter: undefined }), signalText()],
  'inviter-not-text': [signalText({ inviter: 10086 }), signalText({ inviter: '10086' })],
  'invitee-list-missing': [signalText({ inviteeList: [null] }), signalText()],
  'invitee-list-not-array': [signalText({ inviteeList: 'bob' }), signalText()],
  'invitee-not-text': [
    signalText({ inviteeList: ['bob', 10086] }),
    signalText({ inviteeList: ['bob', '10086'] }),
  ],
  'duplicate-invitee': [
    signalText({ inviteeList: ['bob', 'bob'] }),
    signalText({ inviteeList: ['bob', 'carol'] }),
  ],
  'inviter-invites-self': [signalText({ inviteeList: ['alice', 'bob'] }), signalText()],
  'action-type-missing': [signalText({ actionType: undefined }), signalText()],
  'action-type-not-integer': [withText('"actionType":1', '"actionType":1.0'), signalText()],
  'action-type-unknown': [signalText({ actionType: 6 }), signalText({ actionType: 5 })],
  'timeout-not-integer': [signalText({ timeout: '30' }), signalText({ timeout: 30 })],
  'timeout-in-milliseconds': [signalText({ timeout: 30_000 }), signalText({ timeout: 7200 })],
  'timeout-negative': [signalText({ timeout: -1 }), signalText({ timeout: 0 })],
  'timeout-zero': [signalText({ timeout: 0 }), signalText({ timeout: 0, data: call({ call_end: 5 }) })],
  'timeout-on-answer': [signalText({ actionType: 3 }), signalText(answer)],
  'data-is-object': [signalText({ data: { call: 'video' } }), signalText({ data: '{"call":"video"}' })],
  'data-not-text': [signalText({ data: 5 }), signalText({ data: null })],
  'element-data-not-text': [sendmsg({ MsgBody: [custom(SIGNAL)] }), sendmsg()],
  'business-id-not-one': [signalText({ businessID: '1' }), signalText()],
  'misspelt-key': [signalText({ inviteID: undefined, inviteId: 'x' }), signalText({ inviteIdea: 'x' })],
  'group-id-not-text': [signalText({ groupID: 5 }), signalText({ groupID: '' })],
  'user-id-invalid': [signalText({ inviteeList: ['bob smith'] }), signalText({ inviteeList: ['bob_smith'] })],
  'inviter-not-sender': [sendmsg({ From_Account: 'carol' }), sendmsg()],
  'answer-by-stranger': [
    sendmsg({ From_Account: 'carol', To_Account: 'alice' }, signalText(answer)),
    sendmsg({ From_Account: 'bob', To_Account: 'alice' }, signalText(answer)),
  ],
  'invitee-not-receiver': [sendmsg({ To_Account: 'carol' }), sendmsg()],
  'answer-not-to-inviter': [
    sendmsg({ From_Account: 'bob', To_Account: 'carol' }, signalText(answer)),
    sendmsg({ From_Account: 'bob', To_Account: 'alice' }, signalText(answer)),
  ],
  'group-mismatch': [group({}, { groupID: 'g2' }), group()],
  'several-invitees-outside-group': [
    signalText({ inviteeList: ['bob', 'carol'] }),
    signalText({ inviteeList: ['bob', 'carol'], groupID: 'g1' }),
  ],
  'batch-invitation': [
    sendmsg({ To_Account: ['bob', 'carol'] }, signalText({ inviteeList: ['bob', 'carol'] })),
    sendmsg({ To_Account: ['bob'] }),
  ],
  'several-custom-elements': [
    sendmsg({ MsgBody: [custom('x'), custom(signalText())] }),
    sendmsg({ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'x' } }, custom(signalText())] }),
  ],
  'wrong-element-type': [
    sendmsg({ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: signalText() } }] }),
    sendmsg({ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }] }),
  ],
  'signal-in-wrong-field': [
    sendmsg({
      MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: '', Desc: '', Ext: signalText() } }],
    }),
    sendmsg(),
  ],
  'data-too-large': [signalText({ data: 'x'.repeat(12_300) }), signalText({ data: 'x'.repeat(11_000) })],
  'no-last-msg': [sendmsg({ SendMsgControl: ['NoLastMsg'] }), sendmsg({ SendMsgControl: [] })],
  'no-unread': [
    sendmsg({ SendMsgControl: ['NoUnread'] }),
    sendmsg({ From_Account: 'bob', To_Account: 'alice', SendMsgControl: ['NoUnread'] }, signalText(answer)),
  ],
  'history-word': [
    signalText({ data: '{"excludeFromHistoryMessage":false}' }),
    signalText({ data: '{"excludeFromHistoryMessage":true}' }),
  ],
  'online-only-with-push': [
    sendmsg({ MsgLifeTime: 0, OfflinePushInfo: { PushFlag: 0, Desc: 'call' } }),
    sendmsg({ MsgLifeTime: 0, OfflinePushInfo: { PushFlag: 1, Desc: 'call' } }),
  ],
  'push-without-desc': [
    sendmsg({ MsgBody: [custom(signalText())] }),
    sendmsg({ MsgBody: [custom(signalText())], OfflinePushInfo: { Desc: 'call' } }),
  ],
  'push-disabled': [
    sendmsg({ OfflinePushInfo: { PushFlag: 1 } }),
    sendmsg({ OfflinePushInfo: { PushFlag: 0 } }),
  ],
  'hang-up-as-invite': [
    signalText({ timeout: 0, data: call({ data: { cmd: 'hangup' } }) }),
    signalText({ data: call({ call_end: 0, data: { cmd: 'videoCall' } }) }),
  ],
  'hang-up-with-timeout': [
    signalText({ data: call({ data: { cmd: 'hangup' } }) }),
    signalText({ timeout: 0, data: call({ data: { cmd: 'hangup' } }) }),
  ],
  'number-as-double': [
    signalText({ data: call({}).replace('"call_type":1', '"call_type":1.0') }),
    signalText({ data: call({}) }),
  ],
  'call-users-mismatch': [
    signalText({ data: call({ data: { cmd: 'videoCall', inviter: 'alice', userIDs: ['carol'] } }) }),
    signalText({ data: call({ data: { cmd: 'videoCall', inviter: 'alice', userIDs: ['bob'] } }) }),
  ],
  'old-call-message': [
    sendmsg({}, JSON.stringify({ businessID: 'av_call', call_id: 'c1', action: 1, room_id: 5 })),
    sendmsg({}, JSON.stringify({ businessID: 'other', call_id: 'c1', action: 1 })),
  ],
  'marked-tsignaling': [
    sendmsg({ CloudCustomData: '{"type":"tsignaling"}' }),
    sendmsg({ CloudCustomData: '{"type":"other"}' }),
  ],
  'clock-skew': [
    sendmsg({ MsgTimeStamp: 1_700_000_000, MsgClientTime: 1_700_000_045 }),
    sendmsg({ MsgTimeStamp: 1_700_000_000, MsgClientTime: 1_700_000_002 }),
  ],
  'time-in-milliseconds': [
    sendmsg({ MsgTimeStamp: 1_700_000_000_000 }),
    sendmsg({ MsgTimeStamp: 1_700_000_000 }),
  ],
  'no-random': [sendmsg({ MsgRandom: undefined }), sendmsg()],
  'random-not-uint32': [sendmsg({ MsgRandom: 4_294_967_296 }), sendmsg({ MsgRandom: 4_294_967_295 })],
  'lifetime-shorter-than-timeout': [sendmsg({ MsgLifeTime: 10 }), sendmsg({ MsgLifeTime: 60 })],
  'not-synced': [
    sendmsg({ From_Account: 'bob', To_Account: 'alice', SyncOtherMachine: 2 }, signalText(answer)),
    sendmsg({ From_Account: 'bob', To_Account: 'alice', SyncOtherMachine: 1 }, signalText(answer)),
  ],
  'no-sender': [sendmsg({ From_Account: undefined }), sendmsg()],
  'not-delivered': [
    sendmsg({ CallbackCommand: 'C2C.CallbackAfterSendMsg', SendMsgResult: 20007 }),
    sendmsg({ CallbackCommand: 'C2C.CallbackAfterSendMsg', SendMsgResult: 0 }),
  ],
  recalled: [capi({ message_status: 6 }), capi({ message_status: 2 })],
  mojibake: [
    sendmsg({}, signalText({ data: Buffer.from('中文').toString('latin1') })),
    sendmsg({}, signalText({ data: '中文 naïve café' })),
  ],
  'replacement-character': [
    sendmsg({}, signalText({ data: 'a\ufffd' })),
    sendmsg({}, signalText({ data: 'a' })),
  ],
};
