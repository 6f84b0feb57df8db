// A file of REST-form signals, one per line, of about 400 bytes each: what a backend's log of sendmsg requests is.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** The line at an index; every tenth is an answer, every hundredth has something to find. */
export function signalLine(index) {
  const n = index % 1000;
  const inviteID = `${(index + 0x10000000).toString(16)}-5cb6-4d15-bf6a-${(index + 0x100000000000).toString(16)}`;
  const signal = {
    businessID: 1,
    timeout: index % 10 === 9 ? 0 : index % 100 === 50 ? 30000 : 30,
    data: index % 3 === 0 ? '{"call":"video","room":30214}' : 'ring',
    inviteID,
    groupID: '',
    actionType: index % 10 === 9 ? 3 : 1,
    inviter: index % 10 === 9 ? `callee${n}` : `caller${n}`,
    inviteeList: [index % 10 === 9 ? `caller${n}` : `callee${n}`],
  };
  return JSON.stringify({
    From_Account: `caller${n}`,
    To_Account: `callee${n}`,
    SyncOtherMachine: 1,
    MsgRandom: (index * 2654435761) % 4294967296,
    MsgBody: [
      { MsgType: 'TIMCustomElem', MsgContent: { Data: JSON.stringify(signal), Desc: 'call', Ext: '' } },
    ],
    OfflinePushInfo: { PushFlag: 0, Title: 'caller', Desc: 'calls you' },
  });
}

export async function writeSignals(file, count) {
  const out = createWriteStream(file, { highWaterMark: 1 << 20 });
  for (let index = 0; index < count; index += 1000) {
    const lines = [];
    for (let n = index; n < Math.min(count, index + 1000); n++) lines.push(signalLine(n));
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
