import { describe, expect, it } from 'vitest';
import { PRINT_KINDS } from '../../src/decode/prints/print.js';
import { decoded } from './decoded.js';

const ID = '7c1e09b2a4d84f6e9a3c5b0d2f117e64';
const CALL =
  '{"businessID":"av_call","call_type":2,"room_id":4711,"data":{"cmd":"videoCall","userIDs":["kim"]}}';
const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
const SIGNAL_TEXT = JSON.stringify({
  businessID: 1,
  inviteID: ID,
  inviter: 'lea',
  inviteeList: ['kim'],
  actionType: 1,
  timeout: 45,
  data: CALL,
});

/** One signal as each language prints it, alone or in a line of a log. */
const SIGNALS: [kind: keyof typeof PRINT_KINDS, what: string, text: string][] = [
  [
    'java',
    'a map of Java in a log',
    `08:15 WARN got {inviteID=${ID}, groupID=, inviter=lea, inviteeList=[kim], data=${CALL}, timeout=45, actionType=1} ok`,
  ],
  [
    'java',
    'a class of Java',
    `Info{inviteID='${ID}', groupID='', inviter='lea', inviteeList=[kim], data='${CALL}', actionType=1, timeout=45}`,
  ],
  [
    'java',
    'a data class of Kotlin',
    `I/call: SignalInfo(inviteID=${ID}, groupID=null, inviter=lea, inviteeList=[kim], data=${CALL}, actionType=1, timeout=45)`,
  ],
  [
    'java',
    'an object of Java with colons',
    `Signal{inviteID:${ID}, inviter:lea, inviteeList:[kim], data:${CALL}, actionType:1, timeout:45}`,
  ],
  [
    'dart',
    'a map of Dart',
    `flutter: {inviteID: ${ID}, groupID: , inviter: lea, inviteeList: [kim], data: ${CALL}, timeout: 45, actionType: 1}`,
  ],
  [
    'js',
    'an object of Node',
    `{\n  inviteID: '${ID}',\n  inviter: 'lea',\n  inviteeList: [ 'kim' ],\n  data: '${CALL}',\n  actionType: 1,\n  timeout: 45\n}`,
  ],
  [
    'python',
    'a dictionary of Python',
    `{'inviteID': '${ID}', 'inviter': 'lea', 'inviteeList': ['kim'], 'data': '${CALL}', 'actionType': 1, 'timeout': 45, 'x': None}`,
  ],
  [
    'python',
    'a dataclass of Python',
    `SignalInfo(invite_id='${ID}', inviter='lea', invitee_list=['kim'], data='${CALL}', action_type=1, timeout=45)`,
  ],
  [
    'go',
    'a map of Go',
    `map[actionType:1 data:${CALL} groupID: inviteID:${ID} inviteeList:[kim] inviter:lea timeout:45]`,
  ],
  [
    'go',
    'a struct of Go',
    `{InviteID:${ID} GroupID: Inviter:lea InviteeList:[kim] Data:${CALL} ActionType:1 Timeout:45}`,
  ],
  [
    'go',
    'a struct of Go, by %#v',
    `rt.Info{InviteID:"${ID}", Inviter:"lea", InviteeList:[]string{"kim"}, Data:"${quoted(CALL)}", ActionType:1, Timeout:45}`,
  ],
  [
    'objc',
    'an NSDictionary',
    `recv {\n    actionType = 1;\n    data = "${quoted(CALL)}";\n    inviteID = ${ID};\n    inviteeList =     (\n        kim\n    );\n    inviter = lea;\n    timeout = 45;\n}`,
  ],
  [
    'swift',
    'a dictionary of Swift',
    `["inviteID": "${ID}", "inviter": "lea", "inviteeList": ["kim"], "data": "${quoted(CALL)}", "actionType": 1, "timeout": 45]`,
  ],
  [
    'swift',
    'a dictionary of Swift with AnyHashable',
    `[AnyHashable("inviteID"): "${ID}", AnyHashable("inviter"): "lea", AnyHashable("inviteeList"): ["kim"], AnyHashable("data"): "${quoted(CALL)}", AnyHashable("actionType"): 1, AnyHashable("timeout"): 45]`,
  ],
  [
    'swift',
    'a struct of Swift',
    `Info(inviteID: "${ID}", inviter: "lea", inviteeList: ["kim"], data: Optional("${quoted(CALL)}"), actionType: 1, timeout: 45)`,
  ],
  [
    'swift',
    'dump of Swift',
    `▿ App.Info\n  - inviteID: "${ID}"\n  - inviter: "lea"\n  ▿ inviteeList: 1 element\n    - "kim"\n  - data: "${quoted(CALL)}"\n  - actionType: 1\n  - timeout: 45`,
  ],
  [
    'php',
    'print_r of PHP',
    `Array\n(\n    [inviteID] => ${ID}\n    [inviter] => lea\n    [inviteeList] => Array\n        (\n            [0] => kim\n        )\n\n    [data] => ${CALL}\n    [actionType] => 1\n    [timeout] => 45\n)`,
  ],
  [
    'php',
    'var_dump of PHP',
    `array(6) {\n  ["inviteID"]=>\n  string(32) "${ID}"\n  ["inviter"]=>\n  string(3) "lea"\n  ["inviteeList"]=>\n  array(1) {\n    [0]=>\n    string(3) "kim"\n  }\n  ["data"]=>\n  string(${CALL.length}) "${CALL}"\n  ["actionType"]=>\n  int(1)\n  ["timeout"]=>\n  int(45)\n}`,
  ],
  [
    'php',
    'var_export of PHP',
    `array (\n  'inviteID' => '${ID}',\n  'inviter' => 'lea',\n  'inviteeList' => \n  array (\n    0 => 'kim',\n  ),\n  'data' => '${CALL}',\n  'actionType' => 1,\n  'timeout' => 45,\n)`,
  ],
  [
    'csharp',
    'a record of C#',
    `Info { InviteID = ${ID}, Inviter = lea, InviteeList = [kim], Data = ${CALL}, ActionType = 1, Timeout = 45 }`,
  ],
  [
    'rust',
    'a struct of Rust',
    `Info { invite_id: "${ID}", inviter: "lea", invitee_list: ["kim"], data: "${quoted(CALL)}", action_type: 1, timeout: Some(45) }`,
  ],
  [
    'ruby',
    'a hash of Ruby',
    `{"inviteID"=>"${ID}", "inviter"=>"lea", "inviteeList"=>["kim"], "data"=>"${quoted(CALL)}", "actionType"=>1, "timeout"=>45, "x"=>nil}`,
  ],
  [
    'lines',
    'members after one another',
    `D/Flutter [call] signaling inviteID:${ID}|groupID:|inviter:lea|inviteeList:[kim]|data:${CALL}|actionType:1|timeout:45`,
  ],
  [
    'lines',
    'a member in each line',
    `actionType: 1\ndata: "${quoted(CALL)}"\ninviteID: "${ID}"\ninviteeList: ["kim"]\ninviter: "lea"\ntimeout: 45`,
  ],
  [
    'lines',
    'a member in each line, in a comment within code',
    `const onCall = (info) => {\n    // actionType: 1\n    // data: "${quoted(CALL)}"\n    // inviteID: "${ID}"\n    // inviteeList: ["kim"]\n    // inviter: "lea"\n    // timeout: 45`,
  ],
];

describe('what a program prints of a signal', () => {
  it.each(SIGNALS)(
    '%s, %s, is read as far as it goes, and not judged as if it had been sent',
    (kind, _, text) => {
      const lines = decoded(text);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({
        print: PRINT_KINDS[kind].name,
        info: { inviteID: ID, inviter: 'lea', inviteeList: ['kim'], data: CALL, actionType: 1, timeout: 45 },
        business: { name: 'av_call' },
        findings: [],
      });
      expect(Object.values(lines[0]!.verdicts).map(({ signal }) => signal)).toEqual([false, false, false]);
    },
  );

  it('has a sample of every kind here', () => {
    expect(new Set(SIGNALS.map(([kind]) => kind))).toEqual(new Set(Object.keys(PRINT_KINDS)));
  });
});

/** A webhook's body as backends print it; the signal within is the text that was sent. */
const MESSAGES: [kind: keyof typeof PRINT_KINDS, text: string][] = [
  [
    'java',
    `body={From_Account=lea, To_Account=kim, EventTime=1700000000000, MsgBody=[{MsgType=TIMCustomElem, MsgContent={Data=${SIGNAL_TEXT}, Desc=, Ext=}}]}`,
  ],
  [
    'go',
    `cb {CallbackCommand:C2C.CallbackAfterSendMsg FromAccount:lea ToAccount:kim MsgTime:1700000000 MsgBody:[{MsgType:TIMCustomElem MsgContent:{Data:${SIGNAL_TEXT} Desc: Ext:}}]}`,
  ],
  [
    'python',
    `{'CallbackCommand': 'C2C.CallbackAfterSendMsg', 'From_Account': 'lea', 'To_Account': 'kim', 'MsgTime': 1700000000, 'MsgBody': [{'MsgType': 'TIMCustomElem', 'MsgContent': {'Data': '${SIGNAL_TEXT.replaceAll('\\', '\\\\')}', 'Desc': ''}}]}`,
  ],
  [
    'php',
    `Array\n(\n    [CallbackCommand] => C2C.CallbackAfterSendMsg\n    [From_Account] => lea\n    [To_Account] => kim\n    [MsgTime] => 1700000000\n    [MsgBody] => Array\n        (\n            [0] => Array\n                (\n                    [MsgType] => TIMCustomElem\n                    [MsgContent] => Array\n                        (\n                            [Data] => ${SIGNAL_TEXT}\n                            [Desc] => \n                        )\n\n                )\n\n        )\n\n)`,
  ],
];

describe('what a program prints of a message', () => {
  it.each(MESSAGES)(
    '%s: its form, its people and its time are read, and the signal is judged',
    (kind, text) => {
      const [line, ...more] = decoded(text);
      expect(more).toEqual([]);
      expect(line).toMatchObject({
        form: 'webhook',
        print: PRINT_KINDS[kind].name,
        message: { from: 'lea', to: 'kim', time: 1_700_000_000 },
        info: { inviteID: ID, data: CALL, timeout: 45 },
        findings: [],
      });
      expect(Object.values(line!.verdicts).map(({ signal }) => signal)).toEqual([true, true, true]);
    },
  );
});

describe('broken JSON', () => {
  it.each([
    `{timeout:45,"inviteID":"${ID}","inviter":"lea","inviteeList":["kim"],"actionType":1}`,
    `{"timeout":45,"inviteID":"${ID}","inviter":"lea","inviteeList":["kim",],"actionType":1}`,
    `{"timeout":45,'inviteID':'${ID}',"inviter":"lea","inviteeList":["kim"],"actionType":1}`,
  ])('is no print: %s', (text) => {
    const [line] = decoded(text);
    expect(line!.print).toBeNull();
    expect(line!.findings.length).toBeGreaterThan(0);
  });
});

const EVENTS: [text: string, action: number, list: string[]][] = [
  [
    `onReceiveNewInvitation, inviteID:${ID}, inviter:lea, groupID:g1, inviteeList:[kim], data:${CALL}`,
    1,
    ['kim'],
  ],
  [
    `D App: onReceiveNewInvitation inviteID:${ID}, inviter:lea, groupID:, inviteeList:[kim] data:${CALL}`,
    1,
    ['kim'],
  ],
  [`onReceiveNewInvitation(${ID}, lea, , [kim], ${CALL})`, 1, ['kim']],
  [`onInviteeAccepted inviteID:${ID}, invitee:kim data:${CALL}`, 3, ['kim']],
  [`onInviteeRejected => { inviteID: '${ID}', invitee: 'kim', data: '' }`, 4, ['kim']],
  [`onInvitationCancelled: {"inviteID":"${ID}","inviter":"lea","data":""}`, 2, []],
  [`onInvitationTimeout inviteID=${ID} inviteeList=[kim, jo]`, 5, ['kim', 'jo']],
  [`INVITATION_TIMEOUT {"inviteID":"${ID}","inviteeList":["kim"]}`, 5, ['kim']],
  [
    `{"name":"NEW_INVITATION_RECEIVED","data":{"inviteID":"${ID}","inviter":"lea","inviteeList":["kim"],"inviteData":"x"}}`,
    1,
    ['kim'],
  ],
  [`{"event":"onInviteeAccepted","params":{"inviteID":"${ID}","invitee":"kim","data":"x"}}`, 3, ['kim']],
];

describe('what a listener was told', () => {
  it.each(EVENTS)('%s', (text, actionType, inviteeList) => {
    const [line, ...more] = decoded(`11-24 10:00:00.123  42  42 I call: ${text}`);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      form: 'listener-event',
      message: null,
      info: { inviteID: ID, actionType, inviteeList },
      findings: [],
    });
    expect(line!.verdicts.native).toMatchObject({
      signal: false,
      why: expect.stringContaining('handed to its app'),
    });
  });

  it('is read from a V2TIMSignalingInfo as JSON too, which has no businessID', () => {
    const info = {
      inviteID: ID,
      groupID: '',
      inviter: 'lea',
      inviteeList: ['kim'],
      data: CALL,
      timeout: 45,
      actionType: 1,
    };
    expect(decoded(JSON.stringify(info))).toMatchObject([{ form: 'signaling-info', info, findings: [] }]);
  });
});

describe('a payload that stands alone', () => {
  it.each<[text: string, name: string]>([
    [CALL, 'av_call'],
    ['{"businessID":"av_call","line_busy":"line_busy"}', 'av_call'],
    ['{"call_action": 5}', 'av_call'],
    [`manager.invite(user, "${quoted(CALL)}", false, null, 30, callback) {`, 'av_call'],
    [
      `..customElem = Elem(data: '{"businessID":"user_typing_status","typingStatus":0}');`,
      'user_typing_status',
    ],
    [JSON.stringify(JSON.parse(CALL), null, 2).replace(/^/gm, '    // '), 'av_call'],
    [JSON.stringify(JSON.parse(CALL), null, 2).replace(/^/gm, ' * '), 'av_call'],
  ])('is explained: %s', (text, name) => {
    const [line, ...more] = decoded(text);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ form: 'payload', message: null, info: null, business: { name } });
  });

  it('is not taken for one in code that makes it, of which only the beginning can be read', () => {
    expect(
      decoded('send({ data: JSON.stringify({"businessID":"av_call","call_type":Number(kind)}) })'),
    ).toEqual([]);
  });
});

describe('a print by SDK 4', () => {
  it('has its message read', () => {
    const text = `TIMMessage{\n     ConverstaionType:C2C\n     ConversationId:kim\n     MsgSeq:17\n     Rand:99\n     time:1700000000\n     isSelf:true\n     Sender:lea\n     elements:[\n      {Type:Sound}\n      {Type:Custom\n      desc: \n      data: ${SIGNAL_TEXT}\n      ext: }\n     ]\n    }`;
    expect(decoded(text)).toMatchObject([
      {
        form: 'tim-message',
        message: { from: 'lea', to: 'kim', seq: 17, time: 1_700_000_000 },
        info: { inviteID: ID },
      },
    ]);
  });
});

describe('an answer without messages', () => {
  it('is told with what its code means', () => {
    const [line] = decoded('{"ActionStatus":"FAIL","ErrorInfo":"","ErrorCode":20012}');
    expect(line).toMatchObject({ form: 'rest-answer', message: null, info: null });
    expect(line!.business!.summary).toContain('20012');
  });

  it('is not told beside its messages', () => {
    expect(
      decoded(`{"ActionStatus":"OK","ErrorCode":0,"MsgList":[{"From_Account":"a","MsgBody":[]}]}`).map(
        (each) => each.form,
      ),
    ).toEqual(['rest-history']);
  });
});
