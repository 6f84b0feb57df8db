import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { APP_SETTING_NAMES, type AppSettings, appSettingsSchema } from '../../hub/core/app-settings.js';
import { CODE, USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { didYouMean } from '../../text/did-you-mean.js';

/**
 * What a team has set in the vendor's console, from a file of YAML or JSON.
 * @throws SigError when the file can't be read, or says what no hub knows
 */
export function readSettings(file: string): Partial<AppSettings> {
  const name = basename(file);
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (thrown) {
    throw new SigError(USAGE, `the settings can't be read: ${name}: ${(thrown as Error).message}`);
  }
  const parsed = appSettingsSchema((setting) => setting).safeParse(value);
  if (parsed.success) return parsed.data as Partial<AppSettings>;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const near = didYouMean(key, APP_SETTING_NAMES);
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      `${name}: there is no setting ${key}`,
      near ? `did you mean ${near}?` : `there are ${APP_SETTING_NAMES.join(', ')}`,
    );
  }
  throw new SigError(
    CODE.ERR_INVALID_PARAMETERS,
    `${name}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`,
    'sig hub settings shows what there is to set',
  );
}
