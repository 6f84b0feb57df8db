import { MemoryStore } from '../../../src/hub/store/memory-store.js';
import { storeSuite } from './suite.js';

storeSuite(() => new MemoryStore());
