import { count, type Fields, id, isFields, seconds, text } from '../fields.js';
import type { Form, Found, FoundElement } from './form.js';

const CUSTOM = 2;

/** V2TimMessage as the wrappers print it: Flutter's toJson, React Native, uni-app. */
export const flutter: Form = {
  name: 'v2tim-message',
  title: 'V2TimMessage of Flutter, React Native or uni-app',
  test: ({ customElem, elemType, msgID }) =>
    (isFields(customElem) && 'data' in customElem) || (elemType !== undefined && msgID !== undefined),
  read,
  write: ({ from, to, group, time, seq, random, data, desc, ext, cloudCustomData }) => ({
    msgID: `144115200000000000-${time}-${random}`,
    timestamp: time,
    sender: from,
    userID: group === '' ? to : null,
    groupID: group === '' ? null : group,
    isSelf: true,
    seq: String(seq),
    random,
    status: 2,
    elemType: CUSTOM,
    customElem: { data, desc, extension: ext },
    cloudCustomData,
  }),
  places: {
    from: '.sender',
    to: '.userID',
    group: '.groupID',
    time: '.timestamp',
    push: '.offlinePushInfo',
    cloudCustomData: '.cloudCustomData',
    element: (index) => (index === 0 ? '.customElem' : `.customElem${'.nextElem'.repeat(index)}`),
    data: '.data',
    desc: '.desc',
    ext: '.extension',
  },
};

const NAMES: Readonly<Record<number, string>> = {
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

function read(object: Fields): Found {
  const group = id(object.groupID);
  const from = id(object.sender);
  const other = id(object.userID);
  const { isSelf, elemType, customElem, textElem } = object;
  const custom = isFields(customElem) ? customElem : undefined;
  const kind = typeof elemType === 'number' ? (NAMES[elemType] ?? String(elemType)) : custom ? 'custom' : '';
  const elements: FoundElement[] = [
    {
      kind,
      custom: elemType === CUSTOM || (elemType === undefined && custom !== undefined),
      data: custom?.data,
      desc: text(custom?.desc),
      ext: text(custom?.extension),
      text: isFields(textElem) ? text(textElem.text) : '',
    },
  ];
  return {
    form: flutter,
    raw: object,
    from,
    to: group !== '' || isSelf === false || other === from ? '' : other,
    group,
    time: seconds(object.timestamp),
    clientTime: null,
    seq: count(object.seq),
    random: count(object.random),
    id: text(object.msgID),
    onlineOnly: typeof object.isOnlineOnly === 'boolean' ? object.isOnlineOnly : null,
    cloudCustomData: text(object.cloudCustomData),
    elements,
    push: undefined,
  };
}
