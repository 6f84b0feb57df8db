import { isCallKit } from '../business/call.js';
import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const historyWord: FindingRule = {
  code: 'history-word',
  level: 'info',
  title: 'a word that changes how the Web SDK sends',
  why: 'The Web SDK looks for the words excludeFromHistoryMessage and excludeOriginalSignalingFromHistoryMessage (for time-outs excludeTimeoutSignalingFromHistoryMessage) anywhere in data, whatever their value: also with false it sends without unread count and last message.',
  hint: 'Leave the word out where the message should count.',
  needs: TRAIT.signal | TRAIT.payload,
  check(subject, report) {
    const { info } = subject;
    if (info === null || info.data.length < WORD.length || !info.data.includes(WORD)) return;
    const word = /exclude(?:OriginalSignaling|TimeoutSignaling)?FromHistoryMessage\\*"?\s*:?\s*(\w*)/.exec(
      info.data,
    );
    // What a call kit writes by itself its user cannot change.
    if (word?.[1] !== 'false' || isCallKit(subject.payload)) return;
    report(
      subject.dataPath('data'),
      `${word[0].match(/\w+/)![0]} is false, but the Web SDK acts on the word alone`,
    );
  },
};

/** What all the words end with. */
const WORD = 'FromHistoryMessage';
