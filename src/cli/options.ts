import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  DEFAULT_DIALECT,
  type DialectName,
  dialectNames,
  dialectsText,
} from '../signaling/dialects/index.js';
import type { HubChoice } from './hub/open-hub.js';
import { parseDuration } from './parse-duration.js';

/** Which hub: on every command that needs one. */
export function hubOptions(command: Command): Command {
  return command
    .option('--hub <url>', 'a hub elsewhere, like http://127.0.0.1:7447 (or SIG_HUB)')
    .option('--ephemeral', 'a hub inside this command, gone when it ends');
}

/** With which device a user acts: on every command that makes one act. */
export function deviceOptions(command: Command): Command {
  return command
    .option('--device <name>', 'act with this device of the user; one that does not exist is made')
    .option('--platform <name>', 'what a new device is: Android, iOS, Web, Windows ...')
    .addOption(
      new Option(
        '--dialect <name>',
        `whose signaling the device has: ${dialectsText}; default ${DEFAULT_DIALECT}`,
      ).choices(dialectNames),
    )
    .option('--clock-offset <duration>', 'how far its clock is ahead: 45s, 2m, -10s', milliseconds);
}

export interface DeviceOptions extends HubChoice {
  device?: string;
  platform?: string;
  dialect?: DialectName;
  /** Milliseconds. */
  clockOffset?: number;
}

/** The part of the options that goes to the hub with the call. */
export function wishesOf({ device, platform, dialect, clockOffset }: DeviceOptions) {
  return { device, platform, dialect, clockOffset };
}

export function milliseconds(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('it looks like 30s, 2m, 1h, 500ms, or seconds');
  return ms;
}

export function seconds(text: string): number {
  const value = milliseconds(text) / 1000;
  if (value < 0) throw new InvalidArgumentError('it is 0 (none) or more');
  if (!Number.isInteger(value)) throw new InvalidArgumentError('it is in whole seconds');
  return value;
}

export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('it is a number from 1 up');
  return Number(text);
}
