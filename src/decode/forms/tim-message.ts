import { count, type Fields, id, isFields, seconds, text } from '../fields.js';
import { type Form, type Found, NO_PLACES } from './form.js';

/** A message of SDK 4 and before as it prints itself: `TIMMessage{ ConversationType:C2C ... elements:[...] }`. */
export const timMessage: Form = {
  name: 'tim-message',
  title: 'TIMMessage of SDK 4 and before, as it prints itself',
  test: (object) =>
    Array.isArray(object.elements) &&
    object.elements.some((each) => isFields(each) && each.Type !== undefined) &&
    (object.Sender !== undefined || object.MsgSeq !== undefined || object.Rand !== undefined),
  read,
  places: {
    ...NO_PLACES,
    from: '.Sender',
    time: '.time',
    element: (index) => `.elements[${index}]`,
    data: '.data',
    desc: '.desc',
    ext: '.ext',
  },
};

function read(object: Fields): Found {
  const conversation = id(object.ConversationId ?? object.ConverstaionId);
  const type = text(object.ConversationType ?? object.ConverstaionType);
  const inGroup = /group/i.test(type);
  const from = id(object.Sender);
  return {
    form: timMessage,
    raw: object,
    from,
    to: inGroup || object.isSelf === false ? '' : conversation,
    group: inGroup ? conversation : '',
    time: seconds(object.time),
    clientTime: null,
    seq: count(object.MsgSeq),
    random: count(object.Rand),
    id: id(object.MsgId),
    onlineOnly: null,
    cloudCustomData: '',
    elements: (object.elements as unknown[]).filter(isFields).map((each) => ({
      kind: text(each.Type).toLowerCase(),
      custom: /^custom$/i.test(text(each.Type)),
      data: each.data,
      desc: text(each.desc),
      ext: text(each.ext),
      text: text(each.text ?? each.content),
    })),
    push: undefined,
  };
}
