import { type NativeCommandTable, nativeCommand } from '../command.js';
import { PlainAnswer } from '../proto/generated/login.js';
import {
  ProfilesRequest,
  SetProfileRequest,
  SetReceiveOptionRequest,
  SetStatusRequest,
  StatusOfAnswer,
  StatusOfRequest,
  TaggedUsers,
} from '../proto/generated/relations.js';
import { OK } from '../result.js';
import { type HubTag, tagsToHub, tagsToNative } from '../tags.js';

/** Profiles, user status, receive options. */
export const profileCommands: NativeCommandTable = {
  'Profile.PortraitGetAll_PB': nativeCommand(
    ProfilesRequest,
    TaggedUsers,
    async ({ users = [] }, { ask, names }) => {
      const { UserProfileItem } = await ask('profile.portrait_get_all', {
        UserItem: users.map(({ tinyId = '0' }) => ({ To_Account: names.userID(tinyId) ?? '' })),
      });
      const rows = UserProfileItem as { To_Account: string; ProfileItem: HubTag[]; ResultCode: number }[];
      return {
        users: rows
          .filter(({ ResultCode }) => ResultCode === 0)
          .map(({ To_Account, ProfileItem }) => ({
            tinyId: names.tinyID(To_Account),
            tags: tagsToNative(ProfileItem),
          })),
      };
    },
  ),

  'Profile.PortraitSet_PB': nativeCommand(SetProfileRequest, PlainAnswer, async ({ tags = [] }, { ask }) => {
    await ask('profile.portrait_set', { ProfileItem: tagsToHub(tags) });
    return { result: OK };
  }),

  'im_open_status.get_user_status': nativeCommand(
    StatusOfRequest,
    StatusOfAnswer,
    async ({ tinyIds = [] }, caller) => {
      const { names, ask } = caller;
      const { UserStatusList } = await ask('im_open_status.ws_get_user_status', {
        To_Account: tinyIds.map((tinyID) => names.userID(tinyID) ?? ''),
      });
      const rows = UserStatusList as { To_Account: string; Status: number; CustomStatus: string }[];
      return {
        code: 0,
        users: rows.map(({ To_Account, Status, CustomStatus }) => ({
          tinyId: names.tinyID(To_Account),
          status: Status,
          customStatus: Buffer.from(CustomStatus, 'base64').toString(),
        })),
      };
    },
  ),

  'im_open_status.set_custom_status': nativeCommand(
    SetStatusRequest,
    PlainAnswer,
    async ({ customStatus }, { ask }) => {
      await ask('im_open_status.ws_set_custom_status', { CustomStatus: customStatus ?? '' });
      return { result: OK };
    },
  ),

  'im_open_status.status_subscribe': nativeCommand(
    StatusOfRequest,
    PlainAnswer,
    async ({ tinyIds = [] }, { ask, names }) => {
      await ask('im_open_status.ws_status_subscribe', {
        To_Account: tinyIds.map((tinyID) => names.userID(tinyID) ?? ''),
      });
      return { result: OK };
    },
  ),

  'im_open_status.status_unsubscribe': nativeCommand(
    StatusOfRequest,
    PlainAnswer,
    async ({ tinyIds = [], all = 0 }, { ask, names }) => {
      await ask('im_open_status.ws_status_unsubscribe', {
        To_Account: tinyIds.map((tinyID) => names.userID(tinyID) ?? ''),
        ...(all === 1 && { UnsubscribeAll: 1 }),
      });
      return { result: OK };
    },
  ),

  'im_open_msg.set_peer_mute_notifications': nativeCommand(
    SetReceiveOptionRequest,
    PlainAnswer,
    async ({ tinyIds = [], option = 0 }, { ask, names }) => {
      await ask('openim.set_c2c_peer_mute_notifications', {
        Peer_Account: tinyIds.map((tinyID) => names.userID(tinyID) ?? ''),
        Mute_Notifications: option,
      });
      return { result: OK };
    },
  ),
};
