import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { HubContext } from '../core/context.js';
import { CALLS } from '../store/collections.js';
import { type Call, participantOf } from './call.js';

export function calls(context: HubContext): Call[] {
  return context.store.documents(CALLS).map(({ value }) => value);
}

export function putCall(context: HubContext, call: Call): void {
  context.store.putDocument(CALLS, [call.callID], call);
}

export function deleteCall(context: HubContext, callID: string): void {
  context.store.deleteDocument(CALLS, callID);
}

export function findCall(context: HubContext, callID: string): Call | undefined {
  return context.store.document(CALLS, callID);
}

/** @throws SigError 6017 when there is no such call, or it is over */
export function callOf(context: HubContext, callID: string): Call {
  const call = findCall(context, callID);
  if (!call) throw new SigError(CODE.ERR_INVALID_PARAMETERS, `call ${callID} is unknown, or over`);
  return call;
}

/** The call a user is in, or that rings at the user's devices. */
export function callWith(context: HubContext, userID: string): Call | undefined {
  return calls(context).find((call) => participantOf(call, userID) !== undefined);
}
