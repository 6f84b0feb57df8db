import type { AbilityName } from './abilities.js';
import { type AppSettings, DEFAULT_APP_SETTINGS } from './app-settings.js';

export type { LoginPolicy } from './app-settings.js';

/** How a hub is set: what a team sets in the vendor's console, and what it buys. */
export interface HubSettings extends AppSettings {
  /** With a key, UserSig is verified; without one, any is taken. */
  key: { sdkAppID: number; secret: string } | undefined;
  /** Who may call by REST; undefined: `administrator`, and without a key anyone. */
  administrators: readonly string[] | undefined;
  /** Abilities that the app has not bought; its SDK refuses what needs them (3122). */
  missingAbilities: readonly AbilityName[];
}

export const DEFAULT_SETTINGS: HubSettings = {
  ...DEFAULT_APP_SETTINGS,
  key: undefined,
  administrators: undefined,
  missingAbilities: [],
};
