import { z } from 'zod';
import { dataDifferences, differences } from '../match/match.js';
import { StepFailure } from '../testbed/step-failure.js';
import { expectation } from './define.js';
import { describe } from './heard.js';
import { pattern } from './options.js';

export const getsPush = expectation({
  phrases: ['{whom:user} gets a push'],
  about: "what an offline user's phone shows",
  options: {
    title: pattern.optional(),
    desc: pattern.optional(),
    ext: pattern.optional(),
    from: z.string().optional(),
    group: z.string().optional(),
  },
  check: (testbed, { whom }, { title, desc, ext, from, group }) => {
    const compare = (args: Record<string, unknown>) => [
      ...(title === undefined ? [] : differences(title, args.title, 'title')),
      ...(desc === undefined ? [] : differences(desc, args.desc, 'desc')),
      ...(ext === undefined ? [] : dataDifferences(ext, String(args.ext), 'ext')),
      ...(from === undefined ? [] : differences(from, args.from, 'from')),
      ...(group === undefined ? [] : differences(group, args.groupID, 'group')),
    ];
    const { blindToPushes } = testbed.hub;
    if (blindToPushes !== undefined) throw new StepFailure(`${whom} gets a push`, blindToPushes);
    return ({ anywhere, at }) => {
      const own = testbed.pushes.filter((push) => push.args.to === whom && (anywhere || !push.claimed));
      const push = own.find(
        (each) => (at === undefined || each.at === at) && compare(each.args).length === 0,
      );
      if (push) return { met: true, claims: [{ heard: push, testDevice: undefined }], value: push.args };
      const seen = own.map((each) =>
        [describe(testbed, undefined, each), ...compare(each.args)].join('\n  '),
      );
      return { met: false, seen: seen.join('\n') || `no push was shown to ${whom}` };
    };
  },
});
