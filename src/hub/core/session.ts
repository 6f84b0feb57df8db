import { CODE } from '../../im/error-codes.js';
import type { PushBody } from '../../im/wire.js';
import type { Credentials } from './connection.js';

/** Where a session's pushes leave: an endpoint's end. */
export interface Outlet {
  push(body: PushBody): void;
  /** The hub ends the session (kick-out, shutdown). */
  close(reason: string): void;
}

/** One open line to the hub: before log-in anonymous, after it one device of one user, or an administrator's REST call. */
export interface Session {
  readonly id: number;
  readonly outlet: Outlet;
  credentials: Credentials;
  /** '' until logged in. */
  userID: string;
  tinyID: string;
  /** The log-in's number (InstId). */
  instID: number;
  a2: string;
  /** REST: may act for others, and is not checked against friendship or block lists. */
  readonly admin: boolean;
}

/** The reason with which a kicked-out session is closed: its device must not come back by itself. */
export const KICKED = 'kicked offline by another log-in';

/** Web SDK 3.6 takes this code, with a KickType beside it, for "you were kicked out while your line was down". */
export const KICKED_WHILE_AWAY = CODE.ERR_KICKED_OUT;
