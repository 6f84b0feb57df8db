import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockHolder, takeLock } from '../../../src/cli/hub/lock.js';
import { makeHome, paths } from '../../../src/cli/hub/paths.js';

function home(): ReturnType<typeof paths> {
  const folder = mkdtempSync(join(tmpdir(), 'sig-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return paths({ SIG_HOME: join(folder, 'home') });
}

test('only one has the lock; the others learn who has it, and how far it is', () => {
  const where = home();
  makeHome(where);
  expect(lockHolder(where)).toBeUndefined();
  const lock = takeLock(where)!;
  expect(takeLock(where)).toBeUndefined();
  expect(lockHolder(where)).toEqual({ pid: process.pid, phase: 'starting' });
  lock.enter('serving');
  expect(lockHolder(where)).toEqual({ pid: process.pid, phase: 'serving' });
  lock.enter('stopping');
  expect(lockHolder(where)).toEqual({ pid: process.pid, phase: 'stopping' });
  lock.release();
  expect(lockHolder(where)).toBeUndefined();
  takeLock(where)!.release();
});

test('the lock is for its user’s eyes only, also one that an earlier version made', () => {
  const where = home();
  makeHome(where);
  takeLock(where)!.release();
  expect(statSync(where.lock).mode & 0o777).toBe(0o600);
  chmodSync(where.lock, 0o644);
  takeLock(where)!.release();
  expect(statSync(where.lock).mode & 0o777).toBe(0o600);
});

test('a file that is no lock is not taken for one that somebody holds', () => {
  const where = home();
  makeHome(where);
  writeFileSync(where.lock, 'garbage'.repeat(1000));
  expect(() => takeLock(where)).toThrow(`${where.lock} is no lock of sig`);
});

test('a home that can not be written says so at once', () => {
  const where = home();
  writeFileSync(where.home, 'a file');
  expect(() => makeHome(where)).toThrow(`sig can't keep its files in ${where.home}`);
  const other = home();
  makeHome(other);
  mkdirSync(other.lock);
  expect(() => takeLock(other)).toThrow(`sig can't keep its files in ${other.home}`);
});
