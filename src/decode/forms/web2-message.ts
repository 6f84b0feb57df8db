import { count, type Fields, id, isFields, seconds, text } from '../fields.js';
import { type Form, type Found, NO_PLACES } from './form.js';
import { KINDS } from './wire-message.js';

/** A message of the Web SDK 2.x as its own object has it: `_elements: [{ type, content }]`. */
export const web2Message: Form = {
  name: 'web2-message',
  title: 'message of the Web SDK 2.x with its inner fields (_elements)',
  test: ({ _elements }) =>
    Array.isArray(_elements) && _elements.some((each) => isFields(each) && isFields(each.content)),
  read,
  places: {
    ...NO_PLACES,
    from: '.from',
    to: '.to',
    group: '.to',
    time: '.time',
    cloudCustomData: '.cloudCustomData',
    element: (index) => `._elements[${index}]`,
    data: '.content.data',
    desc: '.content.description',
    ext: '.content.extension',
  },
};

function read(object: Fields): Found {
  const conversation = text(object.conversationID);
  const inGroup = object.conversationType === 'GROUP' || conversation.startsWith('GROUP');
  return {
    form: web2Message,
    raw: object,
    from: id(object.from),
    to: inGroup ? '' : id(object.to),
    group: inGroup ? id(object.to) || conversation.replace(/^GROUP/, '') : '',
    time: seconds(object.time),
    clientTime: seconds(object.clientTime),
    seq: count(object.sequence),
    random: count(object.random),
    id: text(object.ID),
    onlineOnly: null,
    cloudCustomData: text(object.cloudCustomData),
    elements: (object._elements as unknown[]).filter(isFields).map((each) => {
      const content = isFields(each.content) ? each.content : {};
      const type = text(each.type);
      return {
        kind: KINDS[type] ?? type,
        custom: type === 'TIMCustomElem',
        data: content.data,
        desc: text(content.description),
        ext: text(content.extension),
        text: text(content.text),
      };
    }),
    push: undefined,
  };
}
