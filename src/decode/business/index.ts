import type { BusinessSchema } from './schema.js';
import appSignal from './schemas/app-signal.json' with { type: 'json' };
import avCall from './schemas/av-call.json' with { type: 'json' };
import avCallMessage from './schemas/av-call-message.json' with { type: 'json' };
import callPush from './schemas/call-push.json' with { type: 'json' };
import engineNotice from './schemas/engine-notice.json' with { type: 'json' };
import groupCreate from './schemas/group-create.json' with { type: 'json' };
import live from './schemas/live.json' with { type: 'json' };
import liveExtras from './schemas/live-extras.json' with { type: 'json' };
import liveRoom from './schemas/live-room.json' with { type: 'json' };
import seatRequest from './schemas/seat-request.json' with { type: 'json' };
import tuiRoom from './schemas/tui-room.json' with { type: 'json' };
import typingStatus from './schemas/typing-status.json' with { type: 'json' };
import voiceRoom from './schemas/voice-room.json' with { type: 'json' };

/** The kinds of payload known from public apps and UI kits; users add theirs from files (see load.ts). */
export const BUSINESS_SCHEMAS: readonly BusinessSchema[] = [
  avCallMessage,
  avCall,
  callPush,
  live,
  liveRoom,
  voiceRoom,
  tuiRoom,
  liveExtras,
  typingStatus,
  groupCreate,
  engineNotice,
  seatRequest,
  appSignal,
];
