import type { PushBody, ResponseBody } from '../../im/wire.js';

/** Who wants in, and from where. The Web SDK sends these in a frame's head. */
export interface Credentials {
  sdkAppID: number;
  identifier?: string;
  userSig?: string;
  /** A2Key of an earlier log-in: goes on with that log-in after a dropped connection. */
  a2?: string;
  /** Android, iOS, iPad, Web, Windows, Mac ...; two log-ins of one user on one platform contend (LoginPolicy). '' never contends. */
  platform: string;
  /** A name for the device, unique per user; a second log-in from the same device takes the place of the first. */
  device: string;
}

/**
 * A device's line to a hub. Requests may be answered in any order; what is pushed comes in the order it was sent,
 * unless the network in between is told to be bad.
 */
export interface Connection {
  /**
   * Sends one command.
   * @returns the answer, whatever its ErrorCode
   * @throws SigError 9508 when the line is down, 9520 when no answer came in time
   */
  request(command: string, body: object): Promise<ResponseBody>;
  close(): void;
}

/** What a device hears from its line. */
export interface ConnectionEvents {
  onPush(push: PushBody): void;
  /** The line broke, or the hub closed it. Not called after close(). */
  onClose(reason: string): void;
}

/** Opens a line. The device holds this, and opens a new one when the old one breaks. */
export interface Connector {
  connect(credentials: Credentials, events: ConnectionEvents): Promise<Connection>;
}
