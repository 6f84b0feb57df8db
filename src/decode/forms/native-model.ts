import { count, type Fields, id, isFields, seconds, text } from '../fields.js';
import { type Form, type Found, type FoundElement, NO_PLACES } from './form.js';

const KINDS: Readonly<Record<number, string>> = {
  0: 'none',
  1: 'text',
  2: 'custom',
  3: 'image',
  4: 'sound',
  5: 'video',
  6: 'file',
  7: 'location',
  8: 'face',
  9: 'group-tips',
  10: 'merger',
};

/** A message as Gson writes the Android SDK's own object: texts in it are arrays of bytes. */
export const nativeModel: Form = {
  name: 'gson-message',
  title: "the Android SDK's own message object, dumped by Gson or the like (messageBaseElements)",
  test: ({ messageBaseElements }) => Array.isArray(messageBaseElements),
  read,
  places: {
    ...NO_PLACES,
    from: '.senderUserID',
    to: '.receiverUserID',
    group: '.groupID',
    time: '.serverTime',
    element: (index) => `.messageBaseElements[${index}]`,
    data: '.data',
    desc: '.description',
    ext: '.extension',
  },
};

function read(object: Fields): Found {
  const group = id(object.groupID);
  return {
    form: nativeModel,
    raw: object,
    from: id(object.senderUserID),
    to: group === '' ? id(object.receiverUserID) : '',
    group,
    time: seconds(object.serverTime),
    clientTime: seconds(object.clientTime),
    seq: count(object.seq),
    random: count(object.random),
    id: text(object.msgID),
    onlineOnly: typeof object.lifeTime === 'number' ? object.lifeTime === 0 : null,
    cloudCustomData: textOf(object.cloudCustomData ?? object.cloudCustomBytes),
    elements: (object.messageBaseElements as unknown[]).filter(isFields).map(element),
    push: undefined,
  };
}

function element(object: Fields): FoundElement {
  const { elementType } = object;
  const kind = typeof elementType === 'number' ? (KINDS[elementType] ?? String(elementType)) : '';
  return {
    kind,
    custom: elementType === 2,
    data: elementType === 2 ? textOf(object.data ?? object.dataBytes) : undefined,
    desc: textOf(object.description ?? object.desc),
    ext: textOf(object.extension ?? object.ext),
    text: textOf(object.textContentBytes ?? object.text ?? object.content),
  };
}

/** A text, or one as an array of bytes, signed as Java has them. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value) || !value.every((each) => Number.isInteger(each) && each >= -128 && each <= 255))
    return '';
  return new TextDecoder().decode(Uint8Array.from(value as number[]));
}
