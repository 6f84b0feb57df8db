import { allErrorCodes } from '../../im/error-codes.js';
import type { Fields } from '../fields.js';
import type { Business } from '../line.js';

const TITLES: Readonly<Record<string, string>> = {
  ActionStatus: 'whether it was done',
  ErrorCode: 'why not; 0 is done',
  ErrorInfo: 'the same in words',
  MsgTime: 'when the message was sent, unix seconds',
  MsgKey: 'to find, recall or modify the message by',
  MsgSeq: "the message's number in its group",
};

/** What an answer of the vendor's API says, its error code in words. */
export function explainAnswer(answer: Fields): Business {
  const { ErrorCode, ActionStatus } = answer;
  const known = allErrorCodes().find(({ code }) => code === ErrorCode);
  const said =
    known === undefined ? `error ${ErrorCode}` : `error ${ErrorCode} ${known.name}: ${known.meaning}`;
  const fields = Object.entries(answer).map(([path, value]) => ({
    path,
    value,
    title: TITLES[path] ?? '',
    meaning: path === 'ErrorCode' && known ? known.name : '',
  }));
  return {
    name: 'rest-answer',
    title: 'answer to a request',
    summary: ErrorCode === 0 && ActionStatus !== 'FAIL' ? 'done' : said,
    fields,
    payload: answer,
  };
}
