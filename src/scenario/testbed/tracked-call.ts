import { SigError } from '../../im/sig-error.js';
import { StepFailure } from './step-failure.js';
import type { TestDevice } from './test-device.js';

/** A call of the SDK that a step made. */
export interface StartedCall {
  actor: TestDevice;
  method: string;
  /** Of the invitation that it sends. */
  inviteID?: string;
  outcome: Promise<unknown>;
}

/** The same with its outcome, once there is one. */
export interface TrackedCall extends StartedCall {
  state: 'pending' | 'done' | 'failed';
  value: unknown;
  error: SigError | undefined;
  /** The call succeeded, and gave back something else than expected. */
  failure: StepFailure | undefined;
}

export function trackCall(made: StartedCall): TrackedCall {
  const call: TrackedCall = {
    ...made,
    state: 'pending',
    value: undefined,
    error: undefined,
    failure: undefined,
  };
  made.outcome.then(
    (value) => {
      call.state = 'done';
      call.value = value;
    },
    (thrown) => {
      call.state = 'failed';
      if (thrown instanceof StepFailure) call.failure = thrown;
      else call.error = SigError.from(thrown);
    },
  );
  return call;
}

/** `8010 ERR_SDK_SIGNALING_INVALID_INVITE_ID (invitation x is unknown here, or over)` */
export function describeError(error: SigError): string {
  return `${error.code} ${error.name} (${error.message})`;
}
