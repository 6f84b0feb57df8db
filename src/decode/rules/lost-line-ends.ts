import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const lostLineEnds: FindingRule = {
  code: 'lost-line-ends',
  level: 'warning',
  title: 'a comment that swallows the rest of the line',
  why: 'The text was written over several lines with // comments, and its line ends are lost: to every reader the first // takes all that follows. Pages and chats that are copied from do this. It was read as if each comment ended where its line did.',
  hint: 'Copy it with its line ends, or take the comments out.',
  needs: TRAIT.mended,
  check(subject, report) {
    if (subject.repairs.includes('lost-line-ends'))
      report(subject.path, '// makes a comment of all that follows on this line');
  },
};
