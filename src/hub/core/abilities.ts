/**
 * What an app may have bought, by the bit that its SDK looks at before it sends anything: without the bit, it refuses with
 * 3122. Each was found by taking it away from Web SDK 3.6.
 */
const ABILITY_BITS = {
  targetedGroupMessages: 4,
  userStatus: 7,
  conversationMarks: 9,
  conversationGroups: 10,
  messageExtensions: 13,
  groupCounters: 15,
  /** Call kits: one-to-one calls. */
  calls: 16,
  /** Call kits: group calls, joining, inviting into a call, several devices. */
  groupCalls: 17,
  /** Call kits: AI noise reduction, background blur. */
  callEffects: 18,
  messageReactions: 48,
  follow: 52,
} as const;

export type AbilityName = keyof typeof ABILITY_BITS;

/** How many bits there are, known or not. */
const BITS = 64;

/** Everything counts as bought but what is missing on purpose; binary digits, bit 0 rightmost. */
export function abilityBits(missing: readonly AbilityName[]): string {
  const off = new Set<number>(missing.map((name) => ABILITY_BITS[name]));
  return Array.from({ length: BITS }, (_, place) => (off.has(BITS - 1 - place) ? '0' : '1')).join('');
}
