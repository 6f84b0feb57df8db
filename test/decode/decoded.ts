import { Decoder } from '../../src/decode/decoder.js';
import type { DecodedLine } from '../../src/decode/line.js';

/** Every message in a text. */
export function decoded(text: string): DecodedLine[] {
  const lines: DecodedLine[] = [];
  new Decoder((line) => lines.push(line)).text(text);
  return lines;
}

/** Every message in bytes, fed in pieces of a size. */
export async function decodedBytes(bytes: Buffer, piece = bytes.length || 1): Promise<DecodedLine[]> {
  const lines: DecodedLine[] = [];
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
  await new Decoder((line) => lines.push(line)).stream(
    (async function* () {
      yield* pieces;
    })(),
  );
  return lines;
}

/** A signal with all in order. */
export const SIGNAL = {
  businessID: 1,
  timeout: 30,
  data: 'ring',
  inviteID: '51711daa-6c8b-455a-9fb4-8cb6bbb2dfe2',
  groupID: '',
  actionType: 1,
  inviter: 'alice',
  inviteeList: ['bob'],
};

/** A signal's text, with some fields set to something else (undefined: left out). */
export function signalText(fields: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...SIGNAL, ...fields });
}

/** A sendmsg request around a signal, with all in order. */
export function sendmsg(fields: Record<string, unknown> = {}, data: string = signalText()): string {
  return JSON.stringify({
    From_Account: 'alice',
    To_Account: 'bob',
    MsgRandom: 1287657,
    MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: data, Desc: 'call', Ext: '' } }],
    ...fields,
  });
}
