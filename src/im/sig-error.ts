import { CODE, errorCode } from './error-codes.js';

/**
 * The one error class. `code` and `name` are the vendor's; `message` says what went wrong here, `hint` what to do.
 *
 * Codes above zero come from the SDK and the servers; `USAGE` (-4, the C API's "bad parameter") marks wrong use of sig itself.
 */
export class SigError extends Error {
  readonly code: number;
  readonly hint: string | undefined;

  constructor(code: number, message?: string, hint?: string) {
    const known = errorCode(code);
    super(message ?? known.meaning);
    this.code = code;
    this.name = known.name;
    this.hint = hint;
  }

  /** The shape a machine reads. */
  toJSON(): { code: number; name: string; message: string; hint?: string } {
    const { code, name, message, hint } = this;
    return hint === undefined ? { code, name, message } : { code, name, message, hint };
  }

  /** Makes a SigError of anything thrown; what is none becomes 7012 (internal SDK fault). */
  static from(thrown: unknown): SigError {
    if (thrown instanceof SigError) return thrown;
    return new SigError(
      CODE.ERR_SDK_INTERNAL_ERROR,
      thrown instanceof Error ? thrown.message : String(thrown),
    );
  }
}
