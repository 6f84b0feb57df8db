import { type Fields, id, isFields, seconds, text } from '../fields.js';
import { type Form, type Found, NO_PLACES, NOTHING_KNOWN } from './form.js';

/** The ext of an offline push, which older apps turn into addInvitedSignaling: `{ entity: { action, sender, content } }`. */
export const pushExt: Form = {
  name: 'push-ext',
  title: 'ext of an offline push',
  test: ({ entity }) => isFields(entity) && typeof entity.content === 'string' && entity.sender !== undefined,
  read,
  write: ({ info, from, time }) => {
    const { inviteID, inviteeList, groupID, actionType, timeout } = info;
    const content = {
      action: actionType,
      ...callFields(info.data),
      call_id: inviteID,
      timeout,
      invited_list: inviteeList,
      group_id: groupID,
    };
    return {
      entity: {
        version: 1,
        content: JSON.stringify(content),
        sendTime: time,
        sender: from,
        chatType: groupID === '' ? 1 : 2,
        action: 2,
      },
    };
  },
  places: {
    ...NO_PLACES,
    from: '.entity.sender',
    group: '.entity.content|$.group_id',
    time: '.entity.sendTime',
    element: () => '.entity',
    data: '.content',
  },
};

/** What the ext says of the call itself; data that is no call's stays whole, under its own name. */
function callFields(data: string): Fields {
  if (data === '') return {};
  try {
    const payload: unknown = JSON.parse(data);
    if (isFields(payload) && payload.call_type !== undefined) {
      const { call_type, room_id, version, ...rest } = payload;
      const more = Object.keys(rest).length === 0 ? {} : { data };
      return { call_type, room_id: room_id ?? 0, version: version ?? 4, ...more };
    }
  } catch {
    // No JSON: the app's own text.
  }
  return { data };
}

function read(object: Fields): Found {
  const entity = object.entity as Fields;
  const content = text(entity.content);
  return {
    ...NOTHING_KNOWN,
    form: pushExt,
    raw: object,
    from: id(entity.sender),
    time: seconds(entity.sendTime),
    unjudged: 'the ext of an offline push, no message',
    elements: [{ kind: 'push', custom: true, data: content, desc: '', ext: '', text: '' }],
  };
}
