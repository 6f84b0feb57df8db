import type { HubContext } from '../core/context.js';
import type { Session } from '../core/session.js';

/** Moves the mark on, never back; tells the writer, and the reader's other devices (Web SDK 3.6, C2C notices). */
export function readC2C(
  context: HubContext,
  session: Session,
  reader: string,
  writer: string,
  time: number,
): void {
  const newest = newestUpTo(context, reader, writer, time);
  const peer = { userID: writer };
  const mark = context.store.mark(reader, peer);
  if (newest <= mark.readID) return;
  const readTime = Math.max(mark.readTime, Math.min(time, context.seconds()));
  context.store.putMark(reader, peer, { ...mark, readID: newest, readTime });
  const receipt = {
    C2cReadedReceipt: {
      To_Account: reader,
      UinPairReadArray: [{ From_Account: writer, To_Account: reader, LastReadTime: readTime }],
    },
  };
  context.pushTo(writer, { Event: 10, C2cNotifyMsgArray: [receipt] });
  const notice = {
    ReadC2cMsgNotify: {
      UinPairReadArray: [{ From_Account: writer, To_Account: reader, LastReadTime: readTime }],
    },
  };
  context.pushTo(reader, { Event: 10, C2cNotifyMsgArray: [notice] }, session);
}

/** Id of the newest message of two users' conversation that is not newer than `time`; 0 for none. */
function newestUpTo(context: HubContext, reader: string, writer: string, time: number): number {
  let beforeID: number | undefined;
  for (;;) {
    const query = { limit: 50, ...(beforeID !== undefined && { beforeID }) };
    const page = context.store.c2cHistory(reader, writer, query);
    let newest = 0;
    for (const { id, wire } of page) if (wire.MsgTime <= time) newest = Math.max(newest, id);
    if (newest > 0 || page.length === 0) return newest;
    beforeID = page.at(-1)!.id;
  }
}
