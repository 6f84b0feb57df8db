// Child of sqlite-kill.test.ts: commits for ever, and prints each id once its commit has returned.
import { writeSync } from 'node:fs';
import { SqliteStore } from '../../../dist/hub/store/sqlite-store.js';
import { appendAndCommit } from './append-and-commit.js';

const store = new SqliteStore(process.argv[2]);
if (!store.group('team')) {
  const times = { createTime: 0, infoSeq: 1, lastInfoTime: 0, maxMemberNum: 200, muteAll: false };
  const texts = {
    name: '',
    introduction: '',
    notification: '',
    faceUrl: '',
    applyJoinOption: 'DisableApply',
  };
  store.putGroup({ groupID: 'team', type: 'Work', owner: 'bob', attributes: {}, ...times, ...texts });
  const member = { userID: 'bob', role: 'Owner', joinTime: 0, nameCard: '', msgFlag: '', muteUntil: 0 };
  store.putMember('team', member);
}
for (;;) {
  store.takeGroupSeq('team');
  writeSync(1, `${appendAndCommit(store)}\n`);
}
