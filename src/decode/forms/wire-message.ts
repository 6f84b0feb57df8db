import { ACTION } from '../../signaling/action.js';
import type { Draft } from '../encode/draft.js';
import { count, type Fields, id, isFields, seconds, text } from '../fields.js';
import type { Form, Found, FoundElement, FoundPush, Places } from './form.js';

/** Where things stand in the vendor's wire form. */
export const WIRE_PLACES: Places = {
  from: '.From_Account',
  to: '.To_Account',
  group: '.GroupId',
  time: '.MsgTime',
  push: '.OfflinePushInfo',
  cloudCustomData: '.CloudCustomData',
  element: (index) => `.MsgBody[${index}]`,
  data: '.MsgContent.Data',
  desc: '.MsgContent.Desc',
  ext: '.MsgContent.Ext',
};

/** Reads the vendor's wire form, which REST, webhooks, the Web SDK's frames and history share. */
export function wireMessage(form: Form, object: Fields, groupAround = ''): Found {
  const { MsgLifeTime, OnlineOnlyFlag } = object;
  const To_Account = object.To_Account ?? object.ToAccount;
  return {
    form,
    raw: object,
    from: id(object.From_Account ?? object.FromAccount),
    to: Array.isArray(To_Account) ? To_Account.map(id) : id(To_Account),
    group: id(object.GroupId) || id(object.ToGroupId) || groupAround,
    time: seconds(object.MsgTimeStamp) ?? seconds(object.MsgTime) ?? seconds(object.EventTime),
    clientTime: seconds(object.MsgClientTime),
    seq: count(object.MsgSeq),
    random: count(object.MsgRandom) ?? count(object.Random),
    id: text(object.MsgKey) || text(object.MsgId),
    onlineOnly:
      OnlineOnlyFlag === undefined && MsgLifeTime === undefined
        ? null
        : OnlineOnlyFlag === 1 || MsgLifeTime === 0,
    cloudCustomData: text(object.CloudCustomData),
    elements: wireElements(object.MsgBody),
    push: wirePush(object.OfflinePushInfo),
  };
}

function wireElements(body: unknown): FoundElement[] {
  const elements: FoundElement[] = [];
  if (!Array.isArray(body)) return elements;
  for (const element of body) {
    if (!isFields(element)) continue;
    const type = text(element.MsgType);
    const content = isFields(element.MsgContent) ? element.MsgContent : {};
    elements.push({
      kind: KINDS[type] ?? type,
      custom: type === 'TIMCustomElem',
      data: content.Data,
      desc: text(content.Desc),
      ext: text(content.Ext),
      text: text(content.Text),
    });
  }
  return elements;
}

/** What the vendor's element types are called for short, here and in every other form. */
export const KINDS: Readonly<Record<string, string>> = {
  TIMTextElem: 'text',
  TIMCustomElem: 'custom',
  TIMFaceElem: 'face',
  TIMImageElem: 'image',
  TIMSoundElem: 'sound',
  TIMVideoFileElem: 'video',
  TIMFileElem: 'file',
  TIMLocationElem: 'location',
  TIMRelayElem: 'merger',
};

function wirePush(info: unknown): FoundPush | undefined {
  if (!isFields(info)) return undefined;
  return {
    disabled: info.PushFlag === 1,
    title: text(info.Title),
    desc: text(info.Desc),
    ext: text(info.Ext),
  };
}

/** What a draft has in the wire form, whoever sends it. */
export function writtenBody({ data, desc, ext }: Draft): { MsgBody: unknown[] } {
  return { MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: data, Desc: desc, Ext: ext } }] };
}

/** An offline push in the wire form; left out where it would have no effect. */
export function writtenPush({ onlineOnly, info, push }: Draft): { OfflinePushInfo?: unknown } {
  if (onlineOnly || info.actionType !== ACTION.invite) return {};
  const { title, desc, ext } = push;
  return { OfflinePushInfo: { PushFlag: 0, Title: title, Desc: desc, Ext: ext } };
}

/** A message as servers keep it and hand it out. */
export function writtenStored(draft: Draft): Fields {
  const { from, to, group, time, seq, random, cloudCustomData } = draft;
  const address = group === '' ? { To_Account: to, MsgRandom: random } : { GroupId: group, Random: random };
  return {
    From_Account: from,
    ...address,
    MsgSeq: seq,
    MsgTimeStamp: time,
    MsgClientTime: time,
    ...(group === '' ? { MsgKey: `${seq}_${random}_${time}` } : {}),
    ...writtenBody(draft),
    CloudCustomData: cloudCustomData,
  };
}
