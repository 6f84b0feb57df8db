import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { SqliteStore } from '../../../src/hub/store/sqlite-store.js';
import { storeSuite } from './suite.js';

const folder = mkdtempSync(join(tmpdir(), 'sig-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

let opened = 0;
storeSuite(() => new SqliteStore(join(folder, `${++opened}.db`)));
