import { z } from 'zod';
import { SigError } from '../../im/sig-error.js';
import { differences } from '../match/match.js';
import { StepFailure } from '../testbed/step-failure.js';
import { describeError } from '../testbed/tracked-call.js';
import { action } from './define.js';
import { pattern } from './options.js';

/** The app's own server, as it uses the REST API: `openim/sendmsg`, `group_open_http_svc/send_group_msg` ... */
export const backendSends = action({
  phrases: ['the backend sends {command:word}', 'backend sends {command:word}'],
  about: 'a request to the REST API, as an administrator',
  options: {
    body: z.record(z.string(), z.unknown()).optional().describe('its JSON'),
    returns: pattern.optional().describe('what it must give back'),
    fails: z
      .union([z.number().int(), z.literal(true)])
      .optional()
      .describe('it must fail, with this code (or with any: true)'),
  },
  shorthand: 'body',
  async run(testbed, { command }, { body = {}, returns, fails }) {
    const { hub } = testbed.local;
    const name = command.replaceAll('/', '.').replace(/^v4\./, '');
    const answer = await testbed.finish(hub.request(hub.openAdmin('administrator', 0), name, body));
    const said = `the backend sends ${command}`;
    if (fails !== undefined) {
      const wanted = fails === true ? `${said}, and it fails` : `${said}, and it fails with ${fails}`;
      if (answer.ErrorCode === 0) throw new StepFailure(wanted, 'it succeeded');
      if (fails !== true && answer.ErrorCode !== fails)
        throw new StepFailure(wanted, String(answer.ErrorCode));
      return;
    }
    if (answer.ErrorCode !== 0)
      throw new StepFailure(said, describeError(new SigError(answer.ErrorCode, answer.ErrorInfo)));
    const found = returns === undefined ? [] : differences(returns, answer, 'answer');
    if (found.length > 0)
      throw new StepFailure(`${said}, and it gives back ${JSON.stringify(returns)}`, found.join('\n'));
  },
});
