import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { isDeeperThan, MAX_DEPTH } from '../depth.js';

/** What a Web SDK's frame says before its body; further fields of the head are not the hub's business. */
export interface RequestHead {
  servcmd: string;
  seq: number;
  sdkappid: number | undefined;
  identifier: string | undefined;
  usersig: string | undefined;
  a2: string | undefined;
}

export interface RequestFrame {
  head: RequestHead;
  body: unknown;
  /** Set when the frame can be answered but not be carried out. */
  refusal: SigError | undefined;
}

/** Why a frame can't even be answered: the close code (RFC 6455, 7.4.1) and a reason. */
export interface BrokenFrame {
  close: 1007 | 1008;
  reason: string;
}

/** Command names have this form, so they need no escaping in an answer. Call kits end one with an asterisk: `callkit_records_svr.*`. */
const COMMAND = /^[A-Za-z0-9_.]{1,127}[A-Za-z0-9_*]$/;

/** Reads one frame. */
export function readFrame(text: string): RequestFrame | BrokenFrame {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return { close: 1007, reason: 'a frame is not JSON' };
  }
  const { head, body = {} } = asRecord(frame);
  const { servcmd, seq, sdkappid, identifier, usersig, a2 } = asRecord(head);
  if (typeof servcmd !== 'string' || !COMMAND.test(servcmd) || !Number.isSafeInteger(seq)) {
    return { close: 1008, reason: 'a frame lacks head.servcmd or head.seq' };
  }
  let refusal: SigError | undefined;
  if (isDeeperThan(body, MAX_DEPTH)) {
    refusal = new SigError(
      CODE.ERR_SVR_MSG_JSON_PARSE_FAILED,
      `the body is nested deeper than ${MAX_DEPTH} levels`,
    );
  } else if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    refusal = new SigError(CODE.ERR_SVR_MSG_JSON_PARSE_FAILED, 'the body is not a JSON object');
  }
  return {
    head: {
      servcmd,
      seq: seq as number,
      sdkappid: typeof sdkappid === 'number' ? sdkappid : undefined,
      identifier: nonEmpty(identifier),
      usersig: nonEmpty(usersig),
      a2: nonEmpty(a2),
    },
    body,
    refusal,
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
