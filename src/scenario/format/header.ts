import { z } from 'zod';
import {
  APP_SETTING_NAMES,
  type AppSettings,
  appSettingsSchema,
  spacedName,
} from '../../hub/core/app-settings.js';
import { isCustomGroupID, isUserID } from '../../im/user-id.js';
import { DEFAULT_DIALECT, dialectNames, dialectsText } from '../../signaling/dialects/index.js';
import { DEFAULT_DEVICE } from '../testbed/test-device.js';
import type { DeviceSpec, GroupSpec, TestbedSpec, UserSpec } from '../testbed/testbed.js';
import { parseDuration } from './duration.js';

const clock = z
  .string()
  .regex(/^[+-]?(\d+(\.\d+)?(ms|s|m|h|d))+$/, 'write how far the clock is off as 40s or -5s')
  .transform((text) => parseDuration(text.replace(/^[+-]/, ''))! * (text.startsWith('-') ? -1 : 1));

const DEVICE = {
  online: z.boolean().optional().describe('false: not logged in when the scenario begins'),
  dialect: z
    .enum(dialectNames)
    .optional()
    .describe(`whose signaling it speaks: ${dialectsText}; ${DEFAULT_DIALECT} if left out`),
  platform: z
    .string()
    .optional()
    .describe('Android, iOS, iPad, Web, Windows, Mac ...; by the name if left out'),
  clock: clock.optional().describe("how far the device's own clock is ahead: 40s, -5s"),
};

const device = z.strictObject(DEVICE);

const user = z.strictObject({
  ...DEVICE,
  devices: z
    .union([z.array(z.string()).min(1), z.record(z.string(), device.nullable())])
    .optional()
    .describe('[phone, pad], or a map of devices; one phone if left out'),
});

const userID = z
  .string()
  .refine(isUserID, 'a user ID has 1 to 32 letters, digits or signs of ASCII, no blanks');

const users = z.union([
  z.array(z.union([userID, z.record(userID, user.nullable())])).min(1),
  z.record(userID, user.nullable()),
]);

const groupID = z
  .string()
  .refine(
    isCustomGroupID,
    'a group ID has 1 to 48 letters, digits or signs of ASCII, no blanks, and no @TGS#',
  );

const group = z.strictObject({
  type: z.enum(['Work', 'Public', 'Meeting', 'AVChatRoom']).optional().describe('Work if left out'),
  members: z.array(z.string()).min(1).describe('the first is the owner'),
});

const statements = z.union([
  z.string(),
  z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
  z.record(z.string(), z.unknown()),
]);

/** A scenario but its steps. */
export const header = z.strictObject({
  scenario: z.string().min(1).describe('what it shows, in a line'),
  about: z.string().optional().describe('more about it; nothing reads this but people'),
  tags: z.array(z.string()).optional(),
  users: users.describe('who takes part: [alice, bob], or a map with devices, dialect, online, clock'),
  groups: z
    .record(groupID, z.union([z.array(z.string()).min(1), group]))
    .optional()
    .describe('{ team: [alice, bob] }: the first is the owner'),
  hub: appSettingsSchema(spacedName).optional().describe('how the hub is set'),
  variables: z.record(z.string(), z.unknown()).optional().describe('<name> stands for the value'),
  examples: z
    .array(z.record(z.string(), z.unknown()))
    .min(1)
    .optional()
    .describe('the scenario runs once for each row, <column> standing for its value'),
  always: statements.optional().describe('what must hold at every moment'),
  never: statements.optional().describe('what must hold at no moment'),
  eventually: statements.optional().describe('what must hold in the end'),
  seed: z.number().int().min(0).optional(),
  explore: z
    .strictObject({
      orders: z.number().int().min(1).optional(),
      faults: z.number().int().min(0).optional(),
      delay: z.string().optional(),
    })
    .optional()
    .describe('bounds for sig explore'),
});

/** The keys there are at a path of the header. */
export function headerKeys(path: readonly PropertyKey[]): readonly string[] {
  switch (path[0]) {
    case 'users':
      return Object.keys(path.includes('devices') ? DEVICE : user.shape);
    case 'groups':
      return Object.keys(group.shape);
    case 'hub':
      return APP_SETTING_NAMES.map(spacedName);
    case 'explore':
      return ['orders', 'faults', 'delay'];
    default:
      return [...Object.keys(header.shape), 'steps'];
  }
}

export type Header = z.output<typeof header>;

type DeviceHeader = z.output<typeof device>;

/** Who and what the header puts on the testbed. */
export function testbedOf({ users, groups = {}, hub = {} }: Header): TestbedSpec {
  return {
    users: userEntries(users).map(([name, spec]): UserSpec => ({ name, devices: devicesOf(spec) })),
    groups: Object.entries(groups).map(([name, spec]): GroupSpec => {
      const { type = 'Work' as const, members } = Array.isArray(spec) ? { members: spec } : spec;
      return { name, type, members };
    }),
    settings: settingsOf(hub),
  };
}

function settingsOf(hub: Readonly<Record<string, unknown>>): Partial<AppSettings> {
  const given = APP_SETTING_NAMES.filter((name) => hub[spacedName(name)] !== undefined);
  return Object.fromEntries(given.map((name) => [name, hub[spacedName(name)]])) as Partial<AppSettings>;
}

export function userEntries(users: Header['users']): [string, z.output<typeof user>][] {
  const maps = Array.isArray(users) ? users : [users];
  return maps.flatMap((each): [string, z.output<typeof user>][] =>
    typeof each === 'string' ? [[each, {}]] : Object.entries(each).map(([name, spec]) => [name, spec ?? {}]),
  );
}

function devicesOf({ devices = [DEFAULT_DEVICE], ...shared }: z.output<typeof user>): DeviceSpec[] {
  const named: [string, DeviceHeader][] = Array.isArray(devices)
    ? devices.map((name) => [name, {}])
    : Object.entries(devices).map(([name, spec]) => [name, spec ?? {}]);
  return named.map(([name, own]) => {
    const { online = true, dialect = DEFAULT_DIALECT, platform, clock = 0 } = { ...shared, ...given(own) };
    return { name, platform, dialect, online, clockOffset: clock };
  });
}

function given(own: DeviceHeader): DeviceHeader {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}
