// What the hub is compared with: the least that a WebSocket server in Node has to do to pass a signal on.
import { WebSocketServer } from 'ws';
import { answerParent } from './answer-parent.js';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
const users = new Map();

server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { head, body } = JSON.parse(data.toString());
    const MsgTime = Math.floor(Date.now() / 1000);
    let fields = {};
    if (head.servcmd === 'im_open_status.wslogin') users.set(head.identifier, socket);
    if (head.servcmd === 'openim.sendmsg') {
      const MsgKey = `${body.MsgSeq}_${body.MsgRandom}_${MsgTime}`;
      fields = { MsgTime, MsgKey };
      const message = { ...body, MsgTimeStamp: MsgTime, MsgTime, MsgKey, MsgVersion: 0 };
      const push = {
        head: { ver: 'v4', servcmd: 'im_open_push.msg_push', seq: 0 },
        body: { EventArray: [{ Event: 1, C2cMsgArray: [message] }] },
      };
      users.get(body.To_Account).send(Buffer.from(JSON.stringify(push)));
    }
    const answer = {
      head: { ver: 'v4', servcmd: head.servcmd, seq: head.seq, sdkappid: head.sdkappid },
      body: { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...fields },
    };
    socket.send(Buffer.from(JSON.stringify(answer)));
  });
});

answerParent({
  listen: async () => {
    if (!server.address()) await new Promise((resolve) => server.once('listening', resolve));
    return server.address().port;
  },
});
