import { ACTION } from '../../signaling/action.js';
import type { Draft } from '../encode/draft.js';
import { count, type Fields, id, isFields, seconds, text } from '../fields.js';
import type { Form, Found, FoundElement, FoundPush } from './form.js';

const CUSTOM = 3;
const GROUP = 2;

/** A message of the native SDK's C API, and of what is built on it: Electron, Unity, Python, Flutter for desktop. */
export const capi: Form = {
  name: 'c-api',
  title: "message of the native SDK's C API (Electron, Unity, Python)",
  test: ({ message_elem_array }) => message_elem_array !== undefined,
  read,
  write,
  places: {
    from: '.message_sender',
    to: '.message_conv_id',
    group: '.message_conv_id',
    time: '.message_server_time',
    push: '.message_offline_push_config',
    cloudCustomData: '.message_cloud_custom_str',
    element: (index) => `.message_elem_array[${index}]`,
    data: '.custom_elem_data',
    desc: '.custom_elem_desc',
    ext: '.custom_elem_ext',
  },
};

function read(object: Fields): Found {
  const conversation = id(object.message_conv_id);
  const inGroup = object.message_conv_type === GROUP;
  const from = id(object.message_sender);
  const { message_is_from_self: own, message_is_online_msg: online } = object;
  return {
    form: capi,
    raw: object,
    from,
    // To a C2C message, conv_id is the other side: the receiver only of one's own.
    to: inGroup || own === false || conversation === from ? '' : conversation,
    group: inGroup ? conversation : '',
    time: seconds(object.message_server_time),
    clientTime: seconds(object.message_client_time),
    seq: count(object.message_seq),
    random: count(object.message_rand),
    id: text(object.message_msg_id),
    onlineOnly: typeof online === 'boolean' ? online : null,
    cloudCustomData: text(object.message_cloud_custom_str),
    elements: elements(object.message_elem_array),
    push: push(object.message_offline_push_config),
  };
}

function write(draft: Draft): unknown {
  const { from, to, group, time, seq, random, data, desc, ext, push, onlineOnly, info } = draft;
  const pushed = info.actionType === ACTION.invite && !onlineOnly;
  return {
    message_conv_type: group === '' ? 1 : GROUP,
    message_conv_id: group === '' ? to : group,
    message_sender: from,
    message_is_from_self: true,
    message_client_time: time,
    message_server_time: time,
    message_seq: seq,
    message_rand: random,
    message_status: 2,
    message_is_online_msg: onlineOnly,
    message_cloud_custom_str: draft.cloudCustomData,
    message_elem_array: [
      {
        elem_type: CUSTOM,
        custom_elem_data: data,
        custom_elem_desc: desc,
        custom_elem_ext: ext,
        custom_elem_sound: '',
      },
    ],
    ...(pushed
      ? {
          message_offline_push_config: {
            offline_push_config_desc: push.desc,
            offline_push_config_ext: push.ext,
            offline_push_config_flag: 0,
            offline_push_config_ios_config: { ios_offline_push_config_title: push.title },
            offline_push_config_android_config: { android_offline_push_config_title: push.title },
          },
        }
      : {}),
  };
}

const NAMES: Readonly<Record<number, string>> = {
  0: 'text',
  1: 'image',
  2: 'sound',
  3: 'custom',
  4: 'file',
  5: 'group-tips',
  6: 'face',
  7: 'location',
  8: 'group-report',
  9: 'video',
  10: 'friend-change',
  11: 'profile-change',
  12: 'merger',
};

function elements(array: unknown): FoundElement[] {
  const found: FoundElement[] = [];
  if (!Array.isArray(array)) return found;
  for (const element of array) {
    if (!isFields(element)) continue;
    const { elem_type } = element;
    found.push({
      kind: typeof elem_type === 'number' ? (NAMES[elem_type] ?? String(elem_type)) : String(elem_type ?? ''),
      custom: elem_type === CUSTOM,
      data: element.custom_elem_data,
      desc: text(element.custom_elem_desc),
      ext: text(element.custom_elem_ext),
      text: text(element.text_elem_content),
    });
  }
  return found;
}

function push(config: unknown): FoundPush | undefined {
  if (!isFields(config)) return undefined;
  const { ios_offline_push_config_title: ios } = asFields(config.offline_push_config_ios_config);
  const { android_offline_push_config_title: android } = asFields(config.offline_push_config_android_config);
  return {
    disabled: config.offline_push_config_flag === 1,
    title: text(ios) || text(android),
    desc: text(config.offline_push_config_desc),
    ext: text(config.offline_push_config_ext),
  };
}

function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}
