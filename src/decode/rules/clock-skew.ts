import type { FindingRule } from './rule.js';
import { TRAIT } from './traits.js';

export const clockSkew: FindingRule = {
  code: 'clock-skew',
  level: 'warning',
  title: "the sender's clock is wrong",
  why: "The sender's own time and the server's differ. A phone drops an invitation that looks older than its timeout by its own clock: one that is fast never rings, though it hears the cancel.",
  hint: "Let devices take their time from the network; in the app, compare with the server's time.",
  needs: TRAIT.timed,
  check(subject, report) {
    const { time, clientTime, form } = subject.found;
    if (time === null || clientTime === null || Math.abs(time - clientTime) <= 30) return;
    const apart = Math.round(Math.abs(clientTime - time));
    report(
      subject.place(form.places.time),
      clientTime > time
        ? `the sender's clock is ${apart} s ahead`
        : `the sender's clock is ${apart} s behind, or the message was that long on its way`,
    );
  },
};
