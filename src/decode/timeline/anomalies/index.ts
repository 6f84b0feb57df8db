import { answerBeforeInvite } from './answer-before-invite.js';
import { answerOfStranger } from './answer-of-stranger.js';
import { answerWithoutInvite } from './answer-without-invite.js';
import { cancelByOther } from './cancel-by-other.js';
import { clockSkewBetweenDevices } from './clock-skew-between-devices.js';
import { differentEnds } from './different-ends.js';
import { earlyTimeout } from './early-timeout.js';
import { lateAnswer } from './late-answer.js';
import { lostMessage } from './lost-message.js';
import { modifiedAfterEnd } from './modified-after-end.js';
import { noTimeout } from './no-timeout.js';
import { repeatedMessage } from './repeated-message.js';
import type { AnomalyRule } from './rule.js';
import { secondInvite } from './second-invite.js';
import { twoEnds } from './two-ends.js';

/** Every anomaly, in the order in which they are reported. */
export const ANOMALIES: readonly AnomalyRule[] = [
  answerWithoutInvite,
  secondInvite,
  twoEnds,
  differentEnds,
  lateAnswer,
  answerBeforeInvite,
  noTimeout,
  earlyTimeout,
  repeatedMessage,
  lostMessage,
  answerOfStranger,
  cancelByOther,
  modifiedAfterEnd,
  clockSkewBetweenDevices,
];
