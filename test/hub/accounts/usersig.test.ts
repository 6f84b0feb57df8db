import { createRequire } from 'node:module';
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signUserSig, verifyUserSig } from '../../../src/hub/accounts/usersig.js';

/** The vendor's own library. */
interface VendorApi {
  genUserSig(userID: string, expire: number): string;
  genPrivateMapKey(userID: string, expire: number, roomID: number, privileges: number): string;
  genPrivateMapKeyWithStringRoomID(
    userID: string,
    expire: number,
    roomID: string,
    privileges: number,
  ): string;
}
const { Api } = createRequire(import.meta.url)('tls-sig-api-v2') as {
  Api: new (sdkAppID: number, secret: string) => VendorApi;
};

const key = {
  sdkAppID: 1400000000,
  secret: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
};
const now = Math.floor(Date.now() / 1000);

const refusal = (code: number) => expect.objectContaining({ code, hint: expect.any(String) });

describe('with the vendor library', () => {
  const vendor = new Api(key.sdkAppID, key.secret);

  test('what it signs is taken', () => {
    verifyUserSig(key, 'alice', vendor.genUserSig('alice', 3600), now);
  });

  test('what it signs with room permissions inside is taken', () => {
    verifyUserSig(key, 'alice', vendor.genPrivateMapKey('alice', 3600, 10000, 255), now);
    verifyUserSig(key, 'alice', vendor.genPrivateMapKeyWithStringRoomID('alice', 3600, 'room', 255), now);
  });

  test('room permissions that were changed after the signing are refused', () => {
    const fields = open(vendor.genPrivateMapKey('alice', 3600, 10000, 255));
    expect(() => verifyUserSig(key, 'alice', close({ ...fields, 'TLS.userbuf': 'AAAA' }), now)).toThrow(
      refusal(70009),
    );
  });

  test('ours holds the same fields as its own, made in the same second', () => {
    const theirs = open(vendor.genUserSig('alice', 3600));
    const ours = open(signUserSig(key, 'alice', 3600, theirs['TLS.time'] as number));
    expect(ours).toEqual(theirs);
  });
});

test('whatever is signed verifies, for any user, secret and life time', () => {
  const userID = fc.stringMatching(/^[\x21-\x7e]{1,32}$/);
  fc.assert(
    fc.property(
      userID,
      fc.string(),
      fc.nat(),
      fc.integer({ min: 1, max: 1e9 }),
      (user, secret, sdkAppID, life) => {
        const sig = signUserSig({ sdkAppID, secret }, user, life, now);
        expect(sig).toMatch(/^[\w*-]+$/);
        verifyUserSig({ sdkAppID, secret }, user, sig, now + life - 1);
      },
    ),
  );
});

describe('is refused', () => {
  const sig = signUserSig(key, 'alice', 3600, now);

  test('70001 from the second of its expiry on', () => {
    verifyUserSig(key, 'alice', sig, now + 3599);
    expect(() => verifyUserSig(key, 'alice', sig, now + 3600)).toThrow(refusal(70001));
  });

  test('70002 when empty', () => {
    expect(() => verifyUserSig(key, 'alice', '', now)).toThrow(refusal(70002));
  });

  test('70003 when cut short anywhere, or no UserSig at all', () => {
    for (let length = 1; length < sig.length - 4; length++) {
      expect(() => verifyUserSig(key, 'alice', sig.slice(0, length), now)).toThrow(refusal(70003));
    }
    for (const text of [
      'x',
      '?',
      sig.repeat(1000).replaceAll('e', 'f'),
      close(null),
      close([]),
      close('text'),
    ]) {
      expect(() => verifyUserSig(key, 'alice', text, now)).toThrow(refusal(70003));
    }
  });

  test('70003 when a field is missing or no number', () => {
    const fields = open(sig);
    for (const name of Object.keys(fields).filter((each) => each !== 'TLS.ver')) {
      expect(() => verifyUserSig(key, 'alice', close({ ...fields, [name]: undefined }), now), name).toThrow(
        refusal(70003),
      );
    }
    expect(() => verifyUserSig(key, 'alice', close({ ...fields, 'TLS.expire': 'long' }), now)).toThrow(
      refusal(70003),
    );
  });

  test('70003 when it inflates to megabytes, without inflating it', () => {
    const bomb = close({ ...open(sig), padding: 'x'.repeat(4_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(() => verifyUserSig(key, 'alice', bomb, now)).toThrow(refusal(70003));
  });

  test('70009 when signed with another secret, or changed since', () => {
    const forged = signUserSig({ ...key, secret: 'guess' }, 'alice', 3600, now);
    expect(() => verifyUserSig(key, 'alice', forged, now)).toThrow(refusal(70009));
    const longer = close({ ...open(sig), 'TLS.expire': 999_999 });
    expect(() => verifyUserSig(key, 'alice', longer, now)).toThrow(refusal(70009));
    const short = close({ ...open(sig), 'TLS.sig': 'AAAA' });
    expect(() => verifyUserSig(key, 'alice', short, now)).toThrow(refusal(70009));
  });

  test("70013 when it is another user's", () => {
    expect(() => verifyUserSig(key, 'bob', sig, now)).toThrow(refusal(70013));
  });

  test("70014 when it is another app's", () => {
    const other = signUserSig({ ...key, sdkAppID: 1 }, 'alice', 3600, now);
    expect(() => verifyUserSig(key, 'alice', other, now)).toThrow(refusal(70014));
  });
});

function open(sig: string): Record<string, unknown> {
  const base64 = sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString());
}

function close(fields: unknown): string {
  const base64 = deflateSync(JSON.stringify(fields)).toString('base64');
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}
