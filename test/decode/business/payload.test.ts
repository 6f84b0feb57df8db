import { describe, expect, it } from 'vitest';
import { isHangUp } from '../../../src/decode/business/call.js';
import { BUSINESS_SCHEMAS } from '../../../src/decode/business/index.js';
import { BusinessSchemas } from '../../../src/decode/business/payload.js';
import { SIGNAL } from '../decoded.js';

const schemas = new BusinessSchemas(BUSINESS_SCHEMAS);
const explain = (payload: object, actionType = 1) => schemas.explain(payload, { ...SIGNAL, actionType });

describe('a hang-up', () => {
  it.each<[boolean, object]>([
    [true, { data: { cmd: 'hangup' } }],
    [true, { call_end: 0, data: { cmd: 'hangup' } }],
    [true, { call_end: 65 }],
    [true, { call_end: '65', data: { cmd: '' } }],
    [true, { call_end: 65, data: {} }],
    [false, { call_end: 0 }],
    [false, { call_end: '0' }],
    [false, { call_end: 0, data: { cmd: 'audioCall' } }],
    [false, { call_end: 5, data: { cmd: 'videoCall' } }],
    [false, { call_end: null }],
    [false, { call_end: '' }],
    [false, {}],
  ])('is one: %s for %j', (hangsUp, payload) => {
    expect(isHangUp(payload)).toBe(hangsUp);
    const said = explain({ businessID: 'av_call', call_type: 1, room_id: 9, ...payload })!.summary;
    expect(said.includes('hang-up')).toBe(hangsUp);
  });
});

describe('a kind of payload', () => {
  it.each<[name: string, said: string, payload: object, action?: number]>([
    [
      'av_call',
      'alice starts a call (audio), room 9',
      { businessID: 'rtc_call', call_type: 1, room_id: 9, version: 4 },
    ],
    [
      'av_call',
      'alice asks to go on with video',
      { businessID: 'av_call', call_type: 1, data: { cmd: 'switchToVideo' } },
    ],
    ['av_call', 'agreed to go on with video', { businessID: 'av_call', data: { cmd: 'switchToVideo' } }, 3],
    [
      'liveRoom',
      'an anchor asks another room for a PK',
      { businessID: 'av_live', action: 200, version: '1.0.0' },
    ],
    [
      'VoiceRoom',
      'a listener asks for a seat (seat 3, room 71)',
      { businessID: 'Chorus', data: { cmd: 'takeSeat', seat_number: 3, room_id: 71 } },
    ],
    [
      'TUIRoom',
      'asks for a seat (room 71)',
      { businessID: 'TUILiveKit', data: { cmd: 'takeSeat', roomID: 71, seat: 2 } },
    ],
    [
      'TUILiveKit-effect',
      'a gift: an ordinary custom message, no signal',
      { businessID: 'TUIGift', data: {} },
    ],
    [
      'user_typing_status',
      'typing status: the sender is typing; no signal',
      { businessID: 'user_typing_status', typingStatus: 1, version: 1 },
    ],
    [
      'group_create',
      'zoe made the group: shown as a tip in the chat; no signal',
      { businessID: 'group_create', opUser: 'zoe', content: 'made it', version: 4 },
    ],
    [
      'engine-notice',
      'somebody is called: zoe calls ["yan"] (call c7)',
      {
        Head: { Command: 'call_engine_srv.invite_user_notify', Version: 2 },
        Data: {
          Caller_Account: 'zoe',
          CalleeList_Account: ['yan'],
          CallInfo: { CallId: 'c7', CallMediaType: 1 },
        },
      },
    ],
    [
      'engine-notice',
      'the call is over (call c7)',
      { Head: { Command: 'call_engine_srv.end_call_notify', Version: 2 }, Data: { CallId: 'c7' } },
    ],
  ])('%s: %s', (name, said, payload, action) => {
    expect(explain(payload, action)).toMatchObject({ name, summary: said });
  });
});
