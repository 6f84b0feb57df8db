import { type Fields, isFields } from '../fields.js';
import type { Form } from './form.js';
import { WIRE_PLACES, wireMessage } from './wire-message.js';

/** The wire form's names by what other hands make of them: lower case, with or without lines between the words. */
const NAMES: Readonly<Record<string, string>> = {
  msgbody: 'MsgBody',
  messagebody: 'MsgBody',
  fromaccount: 'From_Account',
  from: 'From_Account',
  fromuserid: 'From_Account',
  fromuser: 'From_Account',
  sender: 'From_Account',
  senderid: 'From_Account',
  toaccount: 'To_Account',
  peeraccount: 'To_Account',
  to: 'To_Account',
  touserid: 'To_Account',
  touser: 'To_Account',
  receiver: 'To_Account',
  receiverid: 'To_Account',
  groupid: 'GroupId',
  groupcode: 'GroupId',
  togroupid: 'GroupId',
  msgtime: 'MsgTimeStamp',
  msgtimems: 'MsgTimeStamp',
  msgtimestamp: 'MsgTimeStamp',
  sendtime: 'MsgTimeStamp',
  time: 'MsgTimeStamp',
  timestamp: 'MsgTimeStamp',
  msgseq: 'MsgSeq',
  seq: 'MsgSeq',
  msgrandom: 'MsgRandom',
  random: 'MsgRandom',
  msgkey: 'MsgKey',
  msgid: 'MsgId',
  cloudcustomdata: 'CloudCustomData',
  onlineonlyflag: 'OnlineOnlyFlag',
};

const ELEMENT: Readonly<Record<string, string>> = {
  msgtype: 'MsgType',
  type: 'MsgType',
  msgcontent: 'MsgContent',
  content: 'MsgContent',
};

const CONTENT: Readonly<Record<string, string>> = {
  data: 'Data',
  desc: 'Desc',
  ext: 'Ext',
  sound: 'Sound',
  text: 'Text',
};

/** A row of an app's own archive: a message of the wire form under names of the app's own making. */
export const archiveRow: Form = {
  name: 'archive-row',
  title: "row of an app's own archive (msgBody, msg_body; fromAccount, msgTimeMs and the like)",
  test: (object) => bodyOf(object) !== undefined,
  read: (object) => {
    const wire = renamed(object, NAMES);
    wire.MsgBody = bodyOf(object)!.map((each) => {
      const element = renamed(each as Fields, ELEMENT);
      return {
        ...element,
        MsgContent: isFields(element.MsgContent) ? renamed(element.MsgContent, CONTENT) : {},
      };
    });
    const found = wireMessage(archiveRow, wire);
    return { ...found, raw: object };
  },
  places: { ...WIRE_PLACES, element: (index) => `.msgBody[${index}]` },
};

/** The elements of a row's body, which may be a text. */
function bodyOf(object: Fields): unknown[] | undefined {
  for (const key of Object.keys(object)) {
    if (NAMES[plain(key)] !== 'MsgBody' || key === 'MsgBody') continue;
    const body = parsed(object[key]);
    if (!Array.isArray(body)) continue;
    const isBody = body.every((each) => isFields(each) && renamed(each, ELEMENT).MsgType !== undefined);
    if (body.length > 0 && isBody) return body;
  }
  return undefined;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || value[0] !== '[') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function plain(key: string): string {
  return key.replaceAll('_', '').toLowerCase();
}

/** The first value of each name counts; what is null is left out. */
function renamed(object: Fields, names: Readonly<Record<string, string>>): Fields {
  const fields: Fields = {};
  for (const key of Object.keys(object)) {
    const name = names[plain(key)] ?? key;
    if (object[key] !== null) fields[name] ??= object[key];
  }
  return fields;
}
