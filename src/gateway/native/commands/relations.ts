import type { ResponseBody } from '../../../im/wire.js';
import { type NativeCaller, type NativeCommand, type NativeCommandTable, nativeCommand } from '../command.js';
import { Empty } from '../proto/generated/login.js';
import {
  AddFriendRequest,
  BlackListAnswer,
  CheckResults,
  FriendRequestsAnswer,
  RespondFriendRequest,
  TaggedUsers,
  UpdateFriendRequest,
  UserResults,
  UsersRequest,
} from '../proto/generated/relations.js';
import { type HubTag, tagsToHub, tagsToNative } from '../tags.js';

interface Row {
  To_Account: string;
  ResultCode: number;
  ResultInfo: string;
}

/** A command that names users, and tells of each whether it was done. */
function perUser(command: string): NativeCommand {
  return nativeCommand(UsersRequest, UserResults, async ({ tinyIds = [], kind = '' }, caller) => {
    const answer = await caller.ask(command, {
      To_Account: usersOf(tinyIds, caller),
      ...(kind && { DeleteType: kind }),
    });
    return results(answer, caller);
  });
}

function results({ ResultItem }: ResponseBody, { names }: NativeCaller): UserResults {
  const rows = ResultItem as Row[];
  return {
    results: rows.map(({ To_Account, ResultCode, ResultInfo }) => ({
      tinyId: names.tinyID(To_Account),
      code: ResultCode,
      message: ResultInfo,
    })),
  };
}

function usersOf(tinyIDs: readonly string[], { names }: NativeCaller): string[] {
  return tinyIDs.map((tinyID) => names.userID(tinyID) ?? '');
}

/** Friends and block lists. */
export const relationCommands: NativeCommandTable = {
  'Sns.FriendGet_PB': nativeCommand(Empty, TaggedUsers, async (_request, { ask, names }) => {
    const { UserDataItem } = await ask('sns.friend_get', {});
    const rows = UserDataItem as { To_Account: string; ValueItem: HubTag[] }[];
    return {
      users: rows.map(({ To_Account, ValueItem }) => ({
        tinyId: names.tinyID(To_Account),
        tags: tagsToNative(ValueItem),
      })),
    };
  }),

  'Sns.FriendGetSpecified_PB': nativeCommand(UsersRequest, TaggedUsers, async ({ tinyIds = [] }, caller) => {
    const { InfoItem } = await caller.ask('sns.friend_get_specified', {
      To_Account: usersOf(tinyIds, caller),
    });
    const rows = InfoItem as (Row & { SnsProfileItem: HubTag[] })[];
    const friends = rows.filter(({ ResultCode }) => ResultCode === 0);
    return {
      users: friends.map(({ To_Account, SnsProfileItem }) => ({
        tinyId: caller.names.tinyID(To_Account),
        tags: tagsToNative(SnsProfileItem),
      })),
    };
  }),

  'Sns.FriendAdd_PB': nativeCommand(
    AddFriendRequest,
    UserResults,
    async ({ friends = [], kind = '' }, caller) => {
      const AddFriendItem = friends.map(({ tinyId = '0', remark = '', source = '', wording = '' }) => ({
        To_Account: caller.names.userID(tinyId) ?? '',
        Remark: remark,
        AddSource: source,
        AddWording: wording,
      }));
      return results(await caller.ask('sns.friend_add', { AddFriendItem, AddType: kind }), caller);
    },
  ),

  'Sns.FriendResponse_PB': nativeCommand(
    RespondFriendRequest,
    UserResults,
    async ({ responses = [] }, caller) => {
      const ResponseFriendItem = responses.map(({ tinyId = '0', remark = '', action = '' }) => ({
        To_Account: caller.names.userID(tinyId) ?? '',
        Remark: remark,
        ResponseAction: action,
      }));
      return results(await caller.ask('sns.friend_response', { ResponseFriendItem }), caller);
    },
  ),

  'Sns.FriendUpdate_PB': nativeCommand(UpdateFriendRequest, UserResults, async ({ friends = [] }, caller) => {
    const UpdateItem = friends.map(({ tinyId = '0', tags = [] }) => ({
      To_Account: caller.names.userID(tinyId) ?? '',
      SnsItem: tagsToHub(tags),
    }));
    return results(await caller.ask('sns.friend_update', { UpdateItem }), caller);
  }),

  'Sns.FriendCheck_PB': nativeCommand(
    UsersRequest,
    CheckResults,
    async ({ tinyIds = [], kind = '' }, caller) => {
      const { InfoItem } = await caller.ask('sns.friend_check', {
        To_Account: usersOf(tinyIds, caller),
        CheckType: kind,
      });
      return { results: checked(InfoItem as (Row & { Relation: string })[], caller) };
    },
  ),

  'Sns.FriendDelete_PB': perUser('sns.friend_delete'),
  'Sns.BlackListAdd_PB': perUser('sns.black_list_add'),
  'Sns.BlackListDelete_PB': perUser('sns.black_list_delete'),

  'Sns.BlackListGet_PB': nativeCommand(Empty, BlackListAnswer, async (_request, { ask, names }) => {
    const { BlackListItem } = await ask('sns.black_list_get', { StartIndex: 0 });
    const rows = BlackListItem as { To_Account: string; AddBlackTimeStamp: number }[];
    return {
      users: rows.map(({ To_Account, AddBlackTimeStamp }) => ({
        tinyId: names.tinyID(To_Account),
        addedAt: AddBlackTimeStamp,
      })),
    };
  }),

  'Sns.PendencyGet_PB': nativeCommand(
    UsersRequest,
    FriendRequestsAnswer,
    async (_request, { ask, names }) => {
      const { PendencyItem } = await ask('sns.pendency_get', { PendencyType: 'Pendency_Type_ComeIn' });
      const rows = PendencyItem as Record<string, unknown>[];
      return {
        requests: rows.map((row) => ({
          tinyId: names.tinyID(String(row.To_Account)),
          addedAt: row.AddTime as number,
          source: String(row.AddSource),
          wording: String(row.AddWording),
          nick: String(row.Nick),
        })),
      };
    },
  ),
};

function checked(rows: readonly (Row & { Relation: string })[], { names }: NativeCaller) {
  return rows.map(({ To_Account, Relation, ResultCode, ResultInfo }) => ({
    tinyId: names.tinyID(To_Account),
    relation: Relation,
    code: ResultCode,
    message: ResultInfo,
  }));
}
