export type { SDKConfig } from './device/config.js';
export type {
  V2TIMAdvancedMsgListener,
  V2TIMSDKListener,
  V2TIMSignalingListener,
} from './device/listener-types.js';
export type { InviteCall } from './device/signaling.js';
export { V2TIMManager } from './device/v2tim-manager.js';
export { signUserSig, verifyUserSig } from './hub/accounts/usersig.js';
export type { HubSettings } from './hub/core/settings.js';
export { Hub, type HubParts } from './hub/hub.js';
export { MemoryStore } from './hub/store/memory-store.js';
export type { OfflinePushInfo } from './im/offline-push.js';
export { SigError } from './im/sig-error.js';
export type { V2TIMMessage } from './im/v2tim-message.js';
export type { Clock } from './runtime/clock.js';
export { type Entropy, realEntropy, seededEntropy } from './runtime/entropy.js';
export { realClock } from './runtime/real-clock.js';
export { VirtualClock } from './runtime/virtual-clock.js';
export type { DialectName } from './signaling/dialects/index.js';
export type { Invitation, InvitationState, InviteeState } from './signaling/invitation.js';
export type { SignalingInfo } from './signaling/signaling-info.js';
export type { TraceEvent } from './trace/event.js';
export { Trace } from './trace/trace.js';
