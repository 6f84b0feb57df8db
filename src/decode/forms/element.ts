import { type Fields, isFields, text } from '../fields.js';
import { type Form, type Found, NO_PLACES, NOTHING_KNOWN } from './form.js';
import { KINDS } from './wire-message.js';

/** One element of a message's body alone: of the wire form (`{ MsgType, MsgContent }`), or the Web SDK's payload. */
export const element: Form = {
  name: 'element',
  title: "one element of a message's body, or the Web SDK's payload, alone",
  test: ({ MsgType, MsgContent, data, description, extension }) =>
    (typeof MsgType === 'string' && isFields(MsgContent)) ||
    (typeof data === 'string' && typeof description === 'string' && typeof extension === 'string'),
  read,
  write: ({ data, desc, ext }) => ({
    MsgType: 'TIMCustomElem',
    MsgContent: { Data: data, Desc: desc, Ext: ext },
  }),
  places: {
    ...NO_PLACES,
    data: '.MsgContent.Data',
    desc: '.MsgContent.Desc',
    ext: '.MsgContent.Ext',
  },
};

function read(object: Fields): Found {
  const wire = isFields(object.MsgContent);
  const content = wire ? (object.MsgContent as Fields) : object;
  const type = wire ? text(object.MsgType) : 'TIMCustomElem';
  return {
    ...NOTHING_KNOWN,
    form: element,
    raw: object,
    elements: [
      {
        kind: KINDS[type] ?? type,
        custom: type === 'TIMCustomElem',
        data: wire ? content.Data : content.data,
        desc: text(wire ? content.Desc : content.description),
        ext: text(wire ? content.Ext : content.extension),
        text: text(content.Text),
      },
    ],
  };
}
