// The messages that benches send: an invitation to a video call as calling kits write it, and its end.

const CALL = JSON.stringify({
  version: 4,
  businessID: 'av_call',
  platform: 'Web',
  extInfo: '',
  call_type: 2,
  room_id: 1523698745,
  data: {
    cmd: 'videoCall',
    cmdInfo: '',
    room_id: 1523698745,
    message: '',
    userIDs: ['bob'],
    inviter: 'alice',
  },
});

export const INVITE = 1;
export const CANCEL = 2;

/** The custom element's text. */
export function signalText(from, to, number, actionType = INVITE) {
  return JSON.stringify({
    businessID: 1,
    timeout: actionType === INVITE ? 30 : 0,
    data: CALL,
    inviteID: `b6a5b9c2-7a51-4f0e-9d5f-${String(number).padStart(12, '0')}`,
    groupID: '',
    actionType,
    inviter: from,
    inviteeList: [to],
  });
}

/** The message as a hub stores it. */
export function signal(from, to, number) {
  const time = 1_800_000_000 + Math.floor(number / 1000);
  return {
    From_Account: from,
    To_Account: to,
    MsgSeq: number,
    MsgRandom: number,
    MsgTimeStamp: time,
    MsgTime: time,
    MsgClientTime: time,
    MsgKey: `${number}_${number}_${time}`,
    MsgBody: [
      { MsgType: 'TIMCustomElem', MsgContent: { Data: signalText(from, to, number), Desc: '', Ext: '' } },
    ],
    CloudCustomData: '',
    MsgVersion: 0,
    TinyId: '144115200000000001',
  };
}
