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
      call_id: inviteID,
      invited_list: inviteeList,
      group_id: groupID,
      timeout,
    };
    return {
      entity: { action: 2, sender: from, content: JSON.stringify(content), sendTime: time, version: 1 },
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
