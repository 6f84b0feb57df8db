import { CODE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { HubContext } from '../core/context.js';
import { type Call, participantOf } from './call.js';

const KIND = 'call';

export function calls(context: HubContext): Call[] {
  return context.store.documents(KIND).map(({ value }) => value as Call);
}

export function putCall(context: HubContext, call: Call): void {
  context.store.putDocument(KIND, call.callID, call);
}

export function deleteCall(context: HubContext, callID: string): void {
  context.store.deleteDocument(KIND, callID);
}

export function findCall(context: HubContext, callID: string): Call | undefined {
  return context.store.document(KIND, callID) as Call | undefined;
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
