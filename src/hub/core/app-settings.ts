import { z } from 'zod';

/** One thing that a team sets in the vendor's console. */
interface AppSetting<Schema extends z.ZodType> {
  schema: Schema;
  default: z.output<Schema>;
  about: string;
  /** Where the vendor says so: a page that docs/sources.md lists. */
  page: string;
}

function setting<Schema extends z.ZodType>(setting: AppSetting<Schema>): AppSetting<Schema> {
  return setting;
}

/** What a hub can be told of the app that it stands for: by a file, in a scenario's `hub:`, in `new Hub`. */
export const APP_SETTINGS = {
  strictAccounts: setting({
    schema: z.boolean(),
    default: false,
    about: 'only imported accounts exist; else the first log-in makes one',
    page: 'accounts',
  }),
  loginPolicy: setting({
    schema: z.enum(['single', 'dual', 'triple', 'platform', 'multi']),
    default: 'platform',
    about:
      'which log-ins of a user may stand side by side: one in all; one beside one on the Web; one phone or pad, one computer and one on the Web; one of each platform; any number',
    page: 'feature configuration',
  }),
  oneMobile: setting({
    schema: z.boolean(),
    default: false,
    about: 'Android, iPhone and iPad count as one platform',
    page: 'feature configuration',
  }),
  webInstances: setting({
    schema: z.int().min(1).max(10),
    default: 1,
    about: 'how many log-ins on the Web a user may have at a time',
    page: 'feature configuration',
  }),
  friendsOnly: setting({
    schema: z.boolean(),
    default: false,
    about: 'only friends may send to each other (20009 to 20011)',
    page: 'feature configuration',
  }),
  blockedSenderIsTold: setting({
    schema: z.boolean(),
    default: false,
    about:
      'a message to somebody who blocked its sender fails (20007); else it seems to be sent, and nobody hears of it',
    page: 'feature configuration',
  }),
  recallWindow: setting({
    schema: z.int().min(0),
    default: 120,
    about: 'for how long a message can be taken back, seconds (20016 after it)',
    page: 'feature configuration',
  }),
  callbacksOff: setting({
    schema: z.array(z.string()),
    default: [],
    about: 'webhooks that are not posted, by their CallbackCommand',
    page: 'message callbacks',
  }),
};

export type AppSettingName = keyof typeof APP_SETTINGS;

export type AppSettings = {
  [Name in AppSettingName]: z.output<(typeof APP_SETTINGS)[Name]['schema']>;
};

export type LoginPolicy = AppSettings['loginPolicy'];

export const APP_SETTING_NAMES = Object.keys(APP_SETTINGS) as AppSettingName[];

export const DEFAULT_APP_SETTINGS = Object.fromEntries(
  APP_SETTING_NAMES.map((name) => [name, APP_SETTINGS[name].default]),
) as AppSettings;

type PartialShape<Name extends string> = Record<Name, z.ZodOptional<z.ZodType>>;

/** Some of the settings, each under the name that `nameOf` gives it; no other names. */
export function appSettingsSchema(
  nameOf: (name: AppSettingName) => string,
): z.ZodObject<PartialShape<string>> {
  const shape = APP_SETTING_NAMES.map((name) => {
    const { schema, about } = APP_SETTINGS[name];
    return [nameOf(name), (schema as z.ZodType).optional().describe(about)];
  });
  return z.strictObject(Object.fromEntries(shape) as PartialShape<string>);
}

/** The name as scenarios have it: `loginPolicy` is `login policy`. */
export function spacedName(name: AppSettingName): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
