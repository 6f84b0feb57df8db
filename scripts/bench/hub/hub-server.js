// The hub as `sig hub start` runs it, all its endpoints and watchers included.
import { startHub } from '../../../dist/gateway/running-hub.js';
import { MemoryStore } from '../../../dist/hub/store/memory-store.js';
import { SqliteStore } from '../../../dist/hub/store/sqlite-store.js';
import { answerParent } from './answer-parent.js';

const [kind, path] = process.argv.slice(2);

let hub;

answerParent({
  listen: async () => {
    const store = kind === 'sqlite' ? new SqliteStore(path) : new MemoryStore();
    hub = await startHub({ store, storeName: kind, version: 'bench', token: 'bench', native: {} });
    return hub.port;
  },
  native: () => hub.native,
});
