import { createECDH, createHash, createHmac, type ECDH } from 'node:crypto';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';

const CURVE = 'secp192k1';

/**
 * The private key of hubs that were given none. It is well known, as the account of a storage emulator is: an app's debug
 * build can have the public key built in. It protects nothing.
 */
const DEVELOPMENT_KEY = '73696720646576656c6f706d656e74206b657920302e3031';

/** The hub's half of the key agreement: ECDH on secp192k1; the common key is the MD5 of the x coordinate. */
export class KeyAgreement {
  /** `04<x><y>` in hex, as the SDK's setCustomServerInfo wants it. */
  readonly publicKey: string;
  #ecdh: ECDH;

  /** @param privateKey 24 bytes in hex. @throws SigError where it is no key of the curve */
  constructor(privateKey: string = DEVELOPMENT_KEY) {
    this.#ecdh = createECDH(CURVE);
    try {
      if (!/^[0-9a-fA-F]{48}$/.test(privateKey)) throw new Error('not 48 hex digits');
      this.#ecdh.setPrivateKey(privateKey, 'hex');
      this.publicKey = this.#ecdh.getPublicKey('hex', 'uncompressed');
    } catch {
      throw new SigError(
        USAGE,
        'the native key is no private key of secp192k1',
        'it is a file with 48 hex digits',
      );
    }
  }

  /**
   * The key of a log-in's frames (D2Key), 16 bytes. It follows from the A2Key, so that a hub that was restarted still has
   * it; the SDK shows the A2Key in clear, as D2, beside each frame that is encrypted with it.
   */
  loginKey(a2: string): Buffer {
    return createHmac('md5', this.#ecdh.getPrivateKey()).update(a2).digest();
  }

  /** @returns 16 bytes, or undefined where the client's half is no point of the curve */
  commonKey(clientPublicKey: Buffer): Buffer | undefined {
    try {
      return createHash('md5').update(this.#ecdh.computeSecret(clientPublicKey)).digest();
    } catch {
      return undefined;
    }
  }
}
