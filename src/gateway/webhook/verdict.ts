import { failBody, okBody, type ResponseBody } from '../../im/wire.js';

/** What becomes of a message after its before-send callback: sent (as it is, or rewritten), or answered at once. */
export type CallbackVerdict = { body: Record<string, unknown> } | { answer: ResponseBody };

export interface VerdictRules {
  /** The sender's code when the receiver says no: 20006 for C2C, 10016 for groups. */
  refusedCode: number;
  isOwnCode(code: number): boolean;
  /** What the sender of a silently dropped message is told. */
  silent: Record<string, unknown>;
}

/**
 * Reads a before-send callback's answer: ErrorCode 0 lets the message pass, with the answer's MsgBody and CloudCustomData
 * in place of its own if there are any; 1 refuses it; 2 drops it while its sender believes it was sent; a code from the
 * app's own range is passed on to the sender. No answer, or any other, lets it pass.
 */
export function readVerdict(
  answer: Record<string, unknown> | undefined,
  body: Record<string, unknown>,
  rules: VerdictRules,
): CallbackVerdict {
  if (answer === undefined) return { body };
  const { ErrorCode: code, ErrorInfo: info, MsgBody, CloudCustomData } = answer;
  const why = typeof info === 'string' && info !== '' ? info : "refused by the app's backend";
  if (code === 1) return { answer: failBody(rules.refusedCode, why) };
  if (code === 2) return { answer: okBody(rules.silent) };
  if (typeof code === 'number' && rules.isOwnCode(code)) return { answer: failBody(code, why) };
  if (code !== 0) return { body };
  return {
    body: {
      ...body,
      ...(Array.isArray(MsgBody) && { MsgBody }),
      ...(typeof CloudCustomData === 'string' && { CloudCustomData }),
    },
  };
}
