import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';

/** What an app signs with: its number, and the secret from the vendor's console (or any, for a local hub). */
export interface SigKey {
  sdkAppID: number;
  secret: string;
}

/** No UserSig is longer than this, before and after inflating; anything beyond is not looked at. */
const MAX_BYTES = 64 * 1024;

const ASK_AGAIN = 'make a new one: sig usersig USER';

/**
 * A UserSig (version 2.0, HMAC-SHA256), as the vendor's server libraries make it.
 * @param expireSeconds how long it is good for, from `nowSeconds` (unix seconds) on
 */
export function signUserSig(key: SigKey, userID: string, expireSeconds: number, nowSeconds: number): string {
  const document = {
    'TLS.ver': '2.0',
    'TLS.identifier': userID,
    'TLS.sdkappid': key.sdkAppID,
    'TLS.time': nowSeconds,
    'TLS.expire': expireSeconds,
    'TLS.sig': hmac(key.secret, [userID, key.sdkAppID, nowSeconds, expireSeconds]).toString('base64'),
  };
  return toUrlSafe(deflateSync(JSON.stringify(document)).toString('base64'));
}

/**
 * Lets a good UserSig pass.
 * @throws SigError 70002 empty, 70003 cut short or no UserSig, 70013 another user's, 70014 another app's, 70009 signed with
 * another key, 70001 expired
 */
export function verifyUserSig(key: SigKey, identifier: string, userSig: string, nowSeconds: number): void {
  if (userSig === '')
    throw new SigError(CODE.ERR_SVR_ACCOUNT_USERSIG_EMPTY, `${identifier} came without a UserSig`, ASK_AGAIN);
  const document = parse(userSig);
  if (!document) {
    throw new SigError(
      CODE.ERR_SVR_ACCOUNT_USERSIG_CHECK_FAILED,
      'the UserSig is cut short or no UserSig at all',
      'pass the whole text on, unchanged',
    );
  }
  if (document.identifier !== identifier) {
    throw new SigError(
      CODE.ERR_SVR_ACCOUNT_USERSIG_MISMATCH_ID,
      `the UserSig is for ${document.identifier}, not for ${identifier}`,
      ASK_AGAIN,
    );
  }
  if (document.sdkAppID !== key.sdkAppID) {
    throw new SigError(
      CODE.ERR_SVR_ACCOUNT_USERSIG_MISMATCH_SDKAPPID,
      `the UserSig is for SDKAppID ${document.sdkAppID}, this hub's is ${key.sdkAppID}`,
      'sign with the SDKAppID that the hub was started with',
    );
  }
  const { time, expire, userBuf } = document;
  const expected = hmac(key.secret, [identifier, key.sdkAppID, time, expire], userBuf);
  if (document.sig.length !== expected.length || !timingSafeEqual(document.sig, expected)) {
    throw new SigError(
      CODE.ERR_SVR_ACCOUNT_USERSIG_MISMATCH_PUBLICKEY,
      "the UserSig does not verify with this hub's key",
      'sign with the secret that the hub was started with',
    );
  }
  if (time + expire <= nowSeconds) {
    throw new SigError(
      CODE.ERR_SVR_ACCOUNT_USERSIG_EXPIRED,
      `the UserSig expired ${nowSeconds - time - expire} s ago`,
      ASK_AGAIN,
    );
  }
}

interface Document {
  identifier: string;
  sdkAppID: number;
  time: number;
  expire: number;
  sig: Buffer;
  /** What else the app had signed (room permissions); base64. */
  userBuf: string | undefined;
}

function parse(userSig: string): Document | undefined {
  if (userSig.length > MAX_BYTES) return undefined;
  let fields: unknown;
  try {
    const inflated = inflateSync(Buffer.from(fromUrlSafe(userSig), 'base64'), { maxOutputLength: MAX_BYTES });
    fields = JSON.parse(inflated.toString());
  } catch {
    return undefined;
  }
  if (typeof fields !== 'object' || fields === null) return undefined;
  const field = (name: string) => (fields as Record<string, unknown>)[`TLS.${name}`];
  const identifier = field('identifier');
  const sig = field('sig');
  const userBuf = field('userbuf');
  const sdkAppID = Number(field('sdkappid'));
  const time = Number(field('time'));
  const expire = Number(field('expire'));
  if (typeof identifier !== 'string' || typeof sig !== 'string') return undefined;
  if (userBuf !== undefined && typeof userBuf !== 'string') return undefined;
  if (![sdkAppID, time, expire].every(Number.isSafeInteger)) return undefined;
  return { identifier, sdkAppID, time, expire, sig: Buffer.from(sig, 'base64'), userBuf };
}

function hmac(
  secret: string,
  [identifier, sdkAppID, time, expire]: [string, number, number, number],
  userBuf?: string,
): Buffer {
  let text = `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppID}\nTLS.time:${time}\nTLS.expire:${expire}\n`;
  if (userBuf !== undefined) text += `TLS.userbuf:${userBuf}\n`;
  return createHmac('sha256', secret).update(text).digest();
}

/** The vendor's own URL-safe base64. */
function toUrlSafe(base64: string): string {
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}

function fromUrlSafe(text: string): string {
  return text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
}
