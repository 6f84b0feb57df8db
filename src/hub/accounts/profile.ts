import { z } from 'zod';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { type CommandTable, command } from '../core/command.js';
import type { HubContext } from '../core/context.js';
import { accountOf } from './accounts.js';
import { actingFor, PROFILES } from './acting-for.js';

interface TagValue {
  Tag: string;
  Value: unknown;
}

/** What everyone's profile holds until it is set (vendor's page on profiles). */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  Tag_Profile_IM_Nick: '',
  Tag_Profile_IM_Image: '',
  Tag_Profile_IM_AllowType: 'AllowType_Type_AllowAny',
};

const MAX_VALUE_BYTES = 500;

/** A user's profile as tags and values. */
export function profileItems(context: HubContext, userID: string, tags?: readonly string[]): TagValue[] {
  const profile = { ...DEFAULTS, ...context.store.account(userID)?.profile };
  const wanted = tags ?? Object.keys(profile);
  return wanted.filter((tag) => Object.hasOwn(profile, tag)).map((Tag) => ({ Tag, Value: profile[Tag] }));
}

function profileRow(
  context: HubContext,
  userID: string,
  found: boolean,
  tags?: readonly string[],
): Record<string, unknown> {
  return {
    To_Account: userID,
    ProfileItem: found ? profileItems(context, userID, tags) : [],
    StandardSequence: 0,
    CustomSequence: 0,
    ResultCode: found ? 0 : CODE.ERR_SVR_PROFILE_ACCOUNT_NOT_FOUND,
    ResultInfo: found ? '' : `${userID} has no account here`,
  };
}

/** Web SDK 3.6: whole profiles. */
const portraitGetAll = command(
  CODE.ERR_SVR_PROFILE_INVALID_PARAMETERS,
  z.looseObject({ UserItem: z.array(z.looseObject({ To_Account: z.string() })).max(500) }),
  (context, _session, body) => ({
    UserProfileItem: body.UserItem.map(({ To_Account }) =>
      profileRow(context, To_Account, accountOf(context, To_Account) !== undefined),
    ),
    CurrentStandardSequence: 0,
  }),
);

/** REST: the tags asked for. To ask about somebody makes no account. */
const portraitGet = command(
  { To_Account: CODE.ERR_SVR_PROFILE_ACCOUNT_MISS, '': CODE.ERR_SVR_PROFILE_INVALID_PARAMETERS },
  z.looseObject({ To_Account: z.array(z.string()).min(1).max(100), TagList: z.array(z.string()).min(1) }),
  (context, _session, { To_Account: users, TagList }) => {
    const unknown = users.filter((userID) => !context.store.account(userID));
    return {
      UserProfileItem: users.map((userID) => profileRow(context, userID, !unknown.includes(userID), TagList)),
      ...(unknown.length > 0 && { Fail_Account: unknown }),
      CurrentStandardSequence: 0,
      ErrorDisplay: '',
    };
  },
);

/** A field of a profile; lite-chat writes the names small. */
const profileItem = z.union([
  z.object({ Tag: z.string(), Value: z.unknown() }),
  z.object({ tag: z.string(), value: z.unknown() }),
]);

/** Sets fields of one's own profile; an administrator's From_Account says whose. Friends and own devices hear of it. */
const portraitSet = command(
  CODE.ERR_SVR_PROFILE_INVALID_PARAMETERS,
  z.looseObject({
    From_Account: z.string().optional(),
    ProfileItem: z.array(profileItem).min(1).max(100),
  }),
  (context, session, body) => {
    const userID = actingFor(context, session, body.From_Account, PROFILES);
    const account = accountOf(context, userID);
    if (!account) throw new SigError(CODE.ERR_SVR_PROFILE_ACCOUNT_NOT_FOUND, `${userID} has no account here`);
    const items = body.ProfileItem.map((item) =>
      'Tag' in item ? item : { Tag: item.tag, Value: item.value },
    );
    for (const { Tag, Value } of items) checkItem(Tag, Value);
    const changes = Object.fromEntries(items.map(({ Tag, Value }) => [Tag, Value]));
    context.store.putAccount({ ...account, profile: { ...account.profile, ...changes } });
    const ProfileList = items.map(({ Tag, Value }) => ({ Tag, ValueBytes: Value }));
    const event = { Event: 8, ProfileDataMod: [{ Profile_Account: userID, ProfileList }] };
    context.pushTo(userID, event, session);
    for (const friend of context.store.friends(userID)) context.pushTo(friend.userID, event);
    return { ErrorDisplay: '' };
  },
);

/** The vendor's page on profiles. @throws SigError 40009 no such field, 40610 a bad type, 40601 too long */
function checkItem(tag: string, value: unknown): void {
  if (!/^Tag_Profile_(IM|Custom)_\w{1,64}$/.test(tag)) {
    throw new SigError(
      CODE.ERR_SVR_PROFILE_TAG_NOT_FOUND,
      `${tag}: a profile's tag begins with Tag_Profile_IM_ or Tag_Profile_Custom_`,
    );
  }
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw new SigError(
      CODE.ERR_SVR_PROFILE_INVALID_VALUE_FORMAT,
      `${tag}: a profile's value is a text or a number`,
    );
  }
  if (Buffer.byteLength(String(value)) > MAX_VALUE_BYTES) {
    throw new SigError(
      CODE.ERR_SVR_PROFILE_SIZE_LIMIT,
      `${tag}: a profile's value has ${MAX_VALUE_BYTES} bytes at most`,
    );
  }
}

export const profile: CommandTable = {
  'profile.portrait_get_all': portraitGetAll,
  'profile.portrait_get': portraitGet,
  'profile.portrait_set': portraitSet,
};
