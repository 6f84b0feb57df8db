// Plain JS: child processes of the tests run it without a compiler.

import { COUNTERS } from '../../../dist/hub/store/collections.js';

/** Takes one signal as a hub would: to a user, to a group, with a mark and a document, in one transaction. */
export function appendAndCommit(store, data = 'x'.repeat(900)) {
  const seq = store.log(0, 1).length === 0 ? 1 : Number(store.document(COUNTERS, 'tinyID')) + 1;
  const time = 1_800_000_000 + seq;
  const wire = {
    From_Account: 'alice',
    To_Account: 'bob',
    MsgSeq: seq,
    MsgRandom: 1,
    MsgTimeStamp: time,
    MsgTime: time,
    MsgClientTime: time,
    MsgKey: `${seq}_1_${time}`,
    MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: data, Desc: '', Ext: '' } }],
    CloudCustomData: '',
    MsgVersion: 0,
    TinyId: '1',
  };
  const { id } = store.append({ wire, noUnread: false, noLastMsg: false, hiddenFromSender: false });
  store.putMark(
    'bob',
    { userID: 'alice' },
    { readID: id, readTime: time, clearedID: 0, hiddenID: 0, pinned: false },
  );
  store.putDocument(COUNTERS, ['tinyID'], seq);
  store.commit();
  return id;
}
