import { z } from 'zod';
import { dataDifferences, differences } from '../match/match.js';
import { expectation } from './define.js';
import { hears } from './heard.js';
import { pattern } from './options.js';

export const getsMessage = expectation({
  phrases: ['{who:device} gets a message from {whom:user}'],
  about: 'onRecvNewMessage, for messages that are no signals',
  options: { text: pattern.optional(), data: pattern.optional(), group: z.string().optional() },
  shorthand: 'text',
  check: (testbed, { who, whom }, { text, data, group }) =>
    hears(testbed, who, ({ name, args }) => {
      if (name !== 'onRecvNewMessage' || args.sender !== whom) return undefined;
      return [
        ...(text === undefined ? [] : differences(text, args.text, 'text')),
        ...(data === undefined ? [] : dataDifferences(data, String(args.data ?? ''))),
        ...(group === undefined ? [] : differences(group, args.groupID, 'group')),
      ];
    }),
});
