// Child of sqlite-kill.test.ts: commits for ever, and prints each id once its commit has returned.
import { writeSync } from 'node:fs';
import { SqliteStore } from '../../../dist/hub/store/sqlite-store.js';
import { appendAndCommit } from './append-and-commit.js';

const store = new SqliteStore(process.argv[2]);
if (!store.group('team')) {
  store.putGroup({ groupID: 'team', type: 'Work' });
  store.putMember('team', { userID: 'bob' });
}
for (;;) {
  store.takeGroupSeq('team');
  writeSync(1, `${appendAndCommit(store)}\n`);
}
