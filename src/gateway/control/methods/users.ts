import { z } from 'zod';
import { isUserID, userIDError } from '../../../im/user-id.js';
import { administrator } from '../../administrator.js';
import { requireUser } from '../known-user.js';
import { deviceParams, method } from '../method.js';
import type { DeviceRow } from '../schemas.js';
import { userRow } from '../schemas.js';

const changedUsers = z.object({ users: z.array(z.string()) });

export const addUsers = method({
  summary: 'Make accounts, as an import by a backend does.',
  description: 'Those that exist stay, with the new nick if one is given.',
  params: z.object({ users: z.array(z.string()), nick: z.string().optional() }),
  result: changedUsers,
  async run({ runtime }, { users, nick }) {
    const admin = administrator(runtime.hub);
    for (const user of users) {
      if (!isUserID(user)) throw userIDError(user);
      const body = { UserID: user, ...(nick === undefined ? {} : { Nick: nick }) };
      await admin('im_open_login_svc.account_import', body);
    }
    return { users };
  },
});

export const listUsers = method({
  summary: 'List everybody the hub knows, with their devices.',
  params: z.object({}),
  result: z.array(userRow),
  run: ({ runtime }) =>
    runtime.hub.store.accounts().map(({ userID, profile }) => {
      const virtual: DeviceRow[] = runtime.users.of(userID).map(({ record, online }) => ({
        ...{ device: record.device, platform: record.platform, online, virtual: true },
        ...{ dialect: record.dialect, clockOffset: record.clockOffset },
      }));
      const real: DeviceRow[] = runtime.hub.sessions
        .of(userID)
        .map(({ credentials }) => credentials)
        .filter(({ device }) => !virtual.some((each) => each.online && each.device === device))
        .map(({ device, platform }) => ({ device, platform, online: true, virtual: false }));
      const devices = [...virtual, ...real].map((device) => {
        const network = runtime.network.of(userID, device.device);
        return network ? { ...device, network } : device;
      });
      const nick = String(profile.Tag_Profile_IM_Nick ?? '');
      return { user: userID, nick, online: devices.some((device) => device.online), devices };
    }),
});

export const removeUsers = method({
  summary: 'Delete accounts, with all that is theirs.',
  params: z.object({ users: z.array(z.string()) }),
  result: changedUsers,
  async run({ runtime }, { users }) {
    for (const user of users) requireUser(runtime, user);
    const admin = administrator(runtime.hub);
    for (const user of users) {
      await runtime.users.remove(user);
      await admin('im_open_login_svc.account_delete', { DeleteItem: [{ UserID: user }] });
    }
    return { users };
  },
});

export const login = method({
  summary: 'Log in a virtual device of each user.',
  description: 'Users who are new to the hub get an account. A device that is online already stays so.',
  params: z.object({ ...deviceParams, users: z.array(z.string()) }),
  result: changedUsers,
  async run({ runtime }, params, note) {
    for (const user of params.users) {
      const { device, fresh } = await runtime.users.actor(user, params, note);
      if (!fresh) note(`${user} was online already (${device.record.device})`);
    }
    return { users: params.users };
  },
});

export const logout = method({
  summary: 'Log out the virtual devices of users.',
  description: '6014 when a user has none that is logged in.',
  params: z.object({
    users: z.array(z.string()),
    device: z.string().optional().describe('Only this device of each.'),
  }),
  result: changedUsers,
  async run({ runtime }, { users, device }) {
    for (const user of users) requireUser(runtime, user);
    for (const user of users) await runtime.users.logout(user, device);
    return { users };
  },
});
