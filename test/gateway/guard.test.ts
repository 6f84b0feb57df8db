import { describe, expect, test } from 'vitest';
import { isKnownHost, isKnownOrigin } from '../../src/gateway/guard.js';

describe('Host', () => {
  test.each(['localhost:7447', '127.0.0.1:7447', '[::1]:7447', 'app.localhost', '192.168.1.9:80'])(
    '%s is answered: a name of this machine, or an address, which nobody can rebind',
    (host) => expect(isKnownHost(host)).toBe(true),
  );
  test.each(['evil.example', 'localhost.evil.example:7447', '127.0.0.1.evil.example', '', 'a b', undefined])(
    '%s is refused',
    (host) => expect(isKnownHost(host)).toBe(false),
  );
  test('a name that was allowed is answered', () => {
    expect(isKnownHost('hub.test:7447', ['hub.test'])).toBe(true);
  });
});

describe('Origin', () => {
  test('programs outside a browser send none', () => {
    expect(isKnownOrigin(undefined, '127.0.0.1:7447', 'same')).toBe(true);
  });
  test('a page of the hub itself may call every endpoint', () => {
    expect(isKnownOrigin('http://127.0.0.1:7447', '127.0.0.1:7447', 'same')).toBe(true);
  });
  test('a page of another server on this machine may call only endpoints for local pages', () => {
    expect(isKnownOrigin('http://localhost:5173', '127.0.0.1:7447', 'same')).toBe(false);
    expect(isKnownOrigin('http://localhost:5173', '127.0.0.1:7447', 'local')).toBe(true);
  });
  test.each(['https://evil.example', 'null', 'http://10.0.0.7:8080', 'http://localhost.evil.example'])(
    '%s may call none',
    (origin) => expect(isKnownOrigin(origin, '127.0.0.1:7447', 'local')).toBe(false),
  );
  test('a rebound page is not of the same origin just because Host agrees with it', () => {
    expect(isKnownOrigin('http://evil.example:7447', 'evil.example:7447', 'local')).toBe(false);
  });
});
