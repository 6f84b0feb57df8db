import type { HubHost } from '../hub-host.js';

/** What control methods work on. */
export interface ControlContext {
  readonly host: HubHost;
  readonly process: HubProcessInfo;
}

/** What is known of the process around a hub. */
export interface HubProcessInfo {
  readonly version: string;
  readonly pid: number;
  /** 'memory', or the database's file. */
  readonly store: string;
  /** Where its doors are; undefined for a hub without any. */
  address(): { host: string; port: number } | undefined;
  readonly doors: readonly string[];
  /** Ends the process, once what is being answered is out. */
  stop(): void;
}
