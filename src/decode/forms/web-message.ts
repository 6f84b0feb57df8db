import { count, type Fields, id, isFields, seconds, text } from '../fields.js';
import type { Form, Found } from './form.js';
import { KINDS } from './wire-message.js';

/** A message as the Web SDK hands it to an app (getMessageList, MESSAGE_RECEIVED). */
export const webMessage: Form = {
  name: 'web-message',
  title: 'message of the Web SDK',
  test: ({ payload, type, conversationID }) =>
    isFields(payload) &&
    ((typeof type === 'string' && type.startsWith('TIM')) || typeof conversationID === 'string'),
  read,
  write: ({ from, to, group, time, seq, random, data, desc, ext, onlineOnly, cloudCustomData }) => ({
    ID: `144115200000000000-${time}-${random}`,
    conversationID: group === '' ? `C2C${to}` : `GROUP${group}`,
    conversationType: group === '' ? 'C2C' : 'GROUP',
    type: 'TIMCustomElem',
    payload: { data, description: desc, extension: ext },
    from,
    to: group === '' ? to : group,
    flow: 'out',
    time,
    clientTime: time,
    sequence: seq,
    random,
    status: 'success',
    cloudCustomData,
    _onlineOnlyFlag: onlineOnly,
  }),
  places: {
    from: '.from',
    to: '.to',
    group: '.to',
    time: '.time',
    push: '.offlinePushInfo',
    cloudCustomData: '.cloudCustomData',
    element: () => '.payload',
    data: '.data',
    desc: '.description',
    ext: '.extension',
  },
};

function read(object: Fields): Found {
  const payload = object.payload as Fields;
  const type = text(object.type);
  const conversation = text(object.conversationID);
  const inGroup = object.conversationType === 'GROUP' || conversation.startsWith('GROUP');
  const { _onlineOnlyFlag: online } = object;
  return {
    form: webMessage,
    raw: object,
    from: id(object.from),
    to: inGroup ? '' : id(object.to),
    group: inGroup ? id(object.to) || conversation.replace(/^GROUP/, '') : '',
    time: seconds(object.time),
    clientTime: seconds(object.clientTime),
    seq: count(object.sequence),
    random: count(object.random),
    id: text(object.ID),
    onlineOnly: typeof online === 'boolean' ? online : null,
    cloudCustomData: text(object.cloudCustomData),
    elements: [
      {
        kind: KINDS[type] ?? type,
        custom: type === 'TIMCustomElem',
        data: payload.data,
        desc: text(payload.description),
        ext: text(payload.extension),
        text: text(payload.text),
      },
    ],
    push: undefined,
  };
}
