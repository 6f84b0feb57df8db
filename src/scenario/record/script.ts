import type { GroupType } from '../../im/group-types.js';
import type { DialectName } from '../../signaling/dialects/index.js';

/** What is recorded, on its way to a scenario file: who takes part, and what they do and see, in order. */
export interface Script {
  title: string;
  users: ScriptUser[];
  groups: ScriptGroup[];
  lines: ScriptLine[];
  /** What a person should know of it, a line each. */
  notes: string[];
  /** How long it was watched after the last line, in milliseconds. */
  quietMs: number;
}

export interface ScriptUser {
  name: string;
  devices: ScriptDevice[];
}

export interface ScriptDevice {
  name: string;
  platform: string;
  dialect: DialectName;
  /** Logged in when it begins. */
  online: boolean;
  /** Milliseconds. */
  clockOffset: number;
  /** Whether the recording has what its listeners were told: not so for real apps, of which a hub sees messages alone. */
  heard: boolean;
}

export interface ScriptGroup {
  name: string;
  type: GroupType;
  /** The first is the owner. */
  members: string[];
}

/** A step to be. */
export interface ScriptLine {
  /** Milliseconds since the beginning; undefined where nobody knows. */
  at: number | undefined;
  role: 'does' | 'sees';
  says: string;
  options: Record<string, unknown>;
  /** Lines with one number are done at the same time. */
  together?: number;
  /** Comments above it. */
  remarks: string[];
  /** Kept as a comment only: it does not happen when it is played again. */
  dropped?: boolean;
}

export function line(
  role: ScriptLine['role'],
  at: number | undefined,
  says: string,
  options: Record<string, unknown> = {},
): ScriptLine {
  return { at, role, says, options, remarks: [] };
}
