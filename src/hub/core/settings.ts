import type { AbilityName } from './abilities.js';

/** Which log-ins of one user may stand side by side. */
export type LoginPolicy =
  /** One per platform (the vendor's default). */
  | 'platform'
  /** One in all. */
  | 'single'
  /** Any number. */
  | 'multi';

export interface HubSettings {
  /** Only imported accounts may log in or be sent to; otherwise the first log-in creates the account. */
  strictAccounts: boolean;
  loginPolicy: LoginPolicy;
  /** With a key, UserSig is verified; without one, any is taken. */
  key: { sdkAppID: number; secret: string } | undefined;
  /** Whether friendship is needed to send C2C (codes 20009 to 20011). */
  friendsOnly: boolean;
  /** Who may call by REST; undefined: `administrator`, and without a key anyone. */
  administrators: readonly string[] | undefined;
  /** Abilities that the app has not bought; its SDK refuses what needs them (3122). */
  missingAbilities: readonly AbilityName[];
}

export const DEFAULT_SETTINGS: HubSettings = {
  strictAccounts: false,
  loginPolicy: 'platform',
  key: undefined,
  friendsOnly: false,
  administrators: undefined,
  missingAbilities: [],
};
