import { actionName } from '../../../signaling/action.js';
import type { AnomalyRule } from './rule.js';

export const repeatedMessage: AnomalyRule = {
  code: 'repeated-message',
  level: 'warning',
  title: 'one message several times',
  why: 'A message sent again after a network error, or stored twice, is handled twice by whoever does not look at its random number: two calls, two missed calls.',
  hint: 'Send a repeat with the same MsgRandom, and let the app drop what it has handled (by msgID).',
  check(history, _facts, report) {
    for (const message of history.messages) {
      const counts = new Map<string, number>();
      for (const { file, channel, to } of message.observations) {
        // History is read again and again, and a hub's frames tell one message to many devices.
        if (channel === 'history' || channel === 'modified' || channel === 'received') continue;
        const key = `${file} ${channel} ${to.join()}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const most = Math.max(0, ...counts.values());
      if (most > 1) report(`${actionName(message.info.actionType)} ${most} times`, message);
    }
  },
};
