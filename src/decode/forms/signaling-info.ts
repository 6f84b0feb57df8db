import type { Fields } from '../fields.js';
import type { Form, Found } from './form.js';
import { bare, signal } from './signal.js';

/** What TIMGetSignalingInfo answers: the seven fields, each with its prefix. */
export const signalingInfo: Form = {
  name: 'c-api-signaling-info',
  title: "SignalingInfo of the native SDK's C API",
  test: ({ signaling_info_invite_id, signaling_info_action_type }) =>
    signaling_info_invite_id !== undefined && signaling_info_action_type !== undefined,
  read,
  places: signal.places,
  write: ({ info }) => ({
    signaling_info_invite_id: info.inviteID,
    signaling_info_group_id: info.groupID,
    signaling_info_inviter: info.inviter,
    signaling_info_invitee_list: info.inviteeList,
    signaling_info_data: info.data,
    signaling_info_action_type: info.actionType,
    signaling_info_timeout: info.timeout,
  }),
};

function read(object: Fields): Found {
  const data = JSON.stringify({
    businessID: 1,
    timeout: object.signaling_info_timeout,
    data: object.signaling_info_data,
    inviteID: object.signaling_info_invite_id,
    groupID: object.signaling_info_group_id,
    actionType: object.signaling_info_action_type,
    inviter: object.signaling_info_inviter,
    inviteeList: object.signaling_info_invitee_list,
  });
  return { ...bare(object, data), form: signalingInfo };
}
