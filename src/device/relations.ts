import type { DeviceLogin } from './login.js';

/** A user's profile (V2TIMUserFullInfo, in part). */
export interface V2TIMUserFullInfo {
  userID: string;
  nickName: string;
  faceURL: string;
  selfSignature: string;
}

const TAGS = {
  nickName: 'Tag_Profile_IM_Nick',
  faceURL: 'Tag_Profile_IM_Image',
  selfSignature: 'Tag_Profile_IM_SelfSignature',
} as const;

/** Profile and block list, thin over the hub's commands. */
export const relations = {
  async setSelfInfo(login: DeviceLogin, info: Partial<Omit<V2TIMUserFullInfo, 'userID'>>): Promise<void> {
    const ProfileItem = Object.entries(info).map(([key, Value]) => ({
      Tag: TAGS[key as keyof typeof TAGS],
      Value,
    }));
    await login.request('profile.portrait_set', { From_Account: login.userID, ProfileItem });
  },

  async usersInfo(login: DeviceLogin, userIDs: string[]): Promise<V2TIMUserFullInfo[]> {
    const answer = await login.request('profile.portrait_get', {
      From_Account: login.userID,
      To_Account: userIDs,
      TagList: Object.values(TAGS),
    });
    const list = (answer.UserProfileItem ?? []) as {
      To_Account: string;
      ProfileItem?: { Tag: string; Value: unknown }[];
    }[];
    return list.map(({ To_Account, ProfileItem }) => {
      const value = (tag: string) => String(ProfileItem?.find((item) => item.Tag === tag)?.Value ?? '');
      return {
        userID: To_Account,
        nickName: value(TAGS.nickName),
        faceURL: value(TAGS.faceURL),
        selfSignature: value(TAGS.selfSignature),
      };
    });
  },

  async block(login: DeviceLogin, userIDs: string[]): Promise<void> {
    await login.request('sns.black_list_add', { From_Account: login.userID, To_Account: userIDs });
  },

  async unblock(login: DeviceLogin, userIDs: string[]): Promise<void> {
    await login.request('sns.black_list_delete', { From_Account: login.userID, To_Account: userIDs });
  },

  async blocked(login: DeviceLogin): Promise<string[]> {
    const body = { From_Account: login.userID, StartIndex: 0, MaxLimited: 1000 };
    const answer = await login.request('sns.black_list_get', body);
    return ((answer.BlackListItem ?? []) as { To_Account: string }[]).map((item) => item.To_Account);
  },
};
