export interface NativeLimits {
  /** Bytes one frame may have; a longer one ends its connection. */
  maxFrame: number;
  /** Bytes that may wait for a slow reader before its connection is cut. */
  maxBacklog: number;
  /** Requests of one connection that may wait for an answer; more are refused. */
  maxPending: number;
  /** Their bytes, all together. */
  maxPendingLength: number;
  /** Open connections; more are closed at once. */
  maxClients: number;
}

/** The same as at the WebSocket endpoint. */
export const NATIVE_LIMITS: NativeLimits = {
  maxFrame: 1024 * 1024,
  maxBacklog: 4 * 1024 * 1024,
  maxPending: 1000,
  maxPendingLength: 4 * 1024 * 1024,
  maxClients: 10_000,
};
