import { CODE } from '../im/error-codes.js';
import { SigError } from '../im/sig-error.js';
import type { ResponseBody } from '../im/wire.js';
import type { Clock } from '../runtime/clock.js';
import type { ResendPolicy } from '../signaling/dialect.js';
import { isNetworkError, type ReconnectingConnection } from './reconnecting-connection.js';

/**
 * Sends a request until it is answered: while the connection is down it waits, and what gets no answer is sent again as
 * it is, so that the hub knows it for the same.
 * @throws SigError the policy's codes when the time is over, 9508 when the log-in ends, else the answer's code if not 0
 */
export function requestUntilAnswered(
  connection: ReconnectingConnection,
  clock: Clock,
  { againAfterMs, giveUpAfterMs, notSentCode, noAnswerCode }: ResendPolicy,
  command: string,
  body: object,
): Promise<ResponseBody> {
  return new Promise((resolve, reject) => {
    const moments = [...againAfterMs, giveUpAfterMs];
    let sent = false;
    let cancelTimer = clock.setTimer(moments[0]!, () => tick(0));
    const cancels = [
      connection.onOpened(() => {
        if (!sent) attempt();
      }),
      connection.onClosed(() => end(() => reject(new SigError(CODE.ERR_SDK_NET_DISCONNECT)))),
    ];
    attempt();

    function tick(index: number): void {
      const next = moments[index + 1];
      if (next === undefined) {
        end(() => reject(new SigError(sent ? noAnswerCode : notSentCode)));
        return;
      }
      cancelTimer = clock.setTimer(next - moments[index]!, () => tick(index + 1));
      attempt();
    }

    function end(settle: () => void): void {
      cancelTimer();
      for (const cancel of cancels) cancel();
      settle();
    }

    function attempt(): void {
      if (!connection.isOpen) return;
      sent = true;
      connection.request(command, body).then(
        (answer) => end(() => resolve(answer)),
        (thrown) => {
          const error = SigError.from(thrown);
          if (!isNetworkError(error)) end(() => reject(error));
        },
      );
    }
  });
}
