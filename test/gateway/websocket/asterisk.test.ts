import { expect, test } from 'vitest';
import { readFrame } from '../../../src/gateway/websocket/request-frame.js';

const frame = (servcmd: string) => readFrame(JSON.stringify({ head: { servcmd, seq: 1 }, body: {} }));

test('a command name may end with an asterisk, as call kits report', () => {
  expect(frame('callkit_records_svr.*')).toMatchObject({ head: { servcmd: 'callkit_records_svr.*' } });
  expect(frame('tui_room_svr.*')).toMatchObject({ head: { servcmd: 'tui_room_svr.*' } });
  expect(frame('*.x')).toMatchObject({ close: 1008 });
  expect(frame('a"b')).toMatchObject({ close: 1008 });
});
