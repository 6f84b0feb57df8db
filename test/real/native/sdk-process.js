// One user on the vendor's native library (C API, through koffi), in a process of its own: one process holds one SDK.
// Started by native-sdk.ts in a network namespace that has loopback only; what the SDK opens there is carried to the hub
// through a Unix socket, which crosses namespaces. Calls come in and callbacks go out as messages between processes.
import { connect, createServer } from 'node:net';
import koffi from 'koffi';

const [libraryPath, hubSocket, publicKey, folder, sdkAppID] = process.argv.slice(2);
const PORT = 7448;

const library = koffi.load(libraryPath);
/** The result of a call: code, description, JSON, and the number that was given as user data. */
const resultCallback = koffi.pointer(
  koffi.proto('void ResultCallback(int32_t code, str desc, str json, void *user)'),
);
const json = (text) => JSON.parse(text || 'null');

/** Listeners by the function that sets them: their name in our API, their arguments, and what is made of these. */
const LISTENERS = {
  TIMSetSignalingReceiveNewInvitationCallback: [
    'onReceiveNewInvitation',
    'str, str, str, str, str',
    (id, inviter, groupID, invitees, data) => [id, inviter, groupID, json(invitees), data],
  ],
  TIMSetSignalingInvitationCancelledCallback: ['onInvitationCancelled', 'str, str, str'],
  TIMSetSignalingInviteeAcceptedCallback: ['onInviteeAccepted', 'str, str, str'],
  TIMSetSignalingInviteeRejectedCallback: ['onInviteeRejected', 'str, str, str'],
  TIMSetSignalingInvitationTimeoutCallback: [
    'onInvitationTimeout',
    'str, str',
    (id, invitees) => [id, json(invitees)],
  ],
  TIMSetSignalingInvitationModifiedCallback: ['onInvitationModified', 'str, str'],
  TIMAddRecvNewMsgCallback: ['newMessages', 'str', (list) => json(list)],
  TIMSetMsgUpdateCallback: ['modified', 'str', (list) => json(list)],
  TIMSetMsgRevokeCallback: ['recalled', 'str', (list) => json(list)],
  TIMSetMsgReadedReceiptCallback: ['read', 'str', (list) => json(list)],
  TIMSetGroupTipsEventCallback: ['groupTip', 'str', (tip) => [json(tip)]],
  TIMSetGroupAttributeChangedCallback: ['attributes', 'str, str', (id, list) => [id, json(list)]],
  TIMSetConvEventCallback: ['conversations', 'int, str', (kind, list) => [kind, json(list)]],
  TIMSetNetworkStatusListenerCallback: ['network', 'int, int32_t, str'],
  TIMSetKickedOfflineCallback: ['kickedOffline', ''],
  TIMSetUserSigExpiredCallback: ['userSigExpired', ''],
  TIMSetUserStatusChangedCallback: ['userStatus', 'str', (list) => json(list)],
  TIMSetOnAddFriendCallback: ['friendsAdded', 'str', (list) => json(list)],
  TIMSetOnDeleteFriendCallback: ['friendsDeleted', 'str', (list) => json(list)],
  TIMSetFriendAddRequestCallback: ['friendRequests', 'str', (list) => json(list)],
  TIMSetFriendBlackListAddedCallback: ['blocked', 'str', (list) => json(list)],
  TIMSetFriendBlackListDeletedCallback: ['unblocked', 'str', (list) => json(list)],
};

function listen() {
  for (const [setter, [name, types, read = (...args) => args]] of Object.entries(LISTENERS)) {
    const parameters = types === '' ? [] : types.split(', ').map((type, index) => `${type} a${index}`);
    const pointer = koffi.pointer(
      koffi.proto(`void ${name}Listener(${[...parameters, 'void *user'].join(', ')})`),
    );
    let set;
    try {
      set = library.func(setter, 'void', [pointer, 'void *']);
    } catch {
      // Older libraries have no signaling in their C API.
      continue;
    }
    const tell = (...args) => process.send({ event: name, args: read(...args.slice(0, -1)) });
    set(koffi.register(tell, pointer), null);
  }
}

/** Carries what the SDK sends to the hub. */
const sockets = new Set();
let plugged = true;
const relay = createServer((socket) => {
  if (!plugged) {
    socket.destroy();
    return;
  }
  const hub = connect(hubSocket);
  sockets.add(socket);
  const end = () => {
    sockets.delete(socket);
    socket.destroy();
    hub.destroy();
  };
  for (const each of [socket, hub]) each.on('close', end).on('error', end);
  socket.pipe(hub).pipe(socket);
});

function init() {
  const experimental = library.func('callExperimentalAPI', 'int', ['str', resultCallback, 'void *']);
  const address = [{ server_address_ip: '127.0.0.1', server_address_port: PORT }];
  const custom = JSON.stringify({
    request_internal_operation: 'internal_operation_set_custom_server_info',
    request_set_custom_server_info_param: {
      longconnection_address_array: address,
      shortconnection_address_array: address,
      server_public_key: publicKey,
    },
  });
  const quiet = {
    set_config_log_level: 0,
    set_config_callback_log_level: 0,
    set_config_is_log_output_console: false,
  };
  library.func('TIMSetConfig', 'int', ['str', resultCallback, 'void *'])(JSON.stringify(quiet), null, null);
  experimental(custom, null, null);
  const config = { sdk_config_config_file_path: folder, sdk_config_log_file_path: folder };
  const code = library.func('TIMInit', 'int', ['uint64_t', 'str'])(BigInt(sdkAppID), JSON.stringify(config));
  // 6.1 takes it after TIMInit only.
  experimental(custom, null, null);
  return code;
}

const onResult = koffi.register((code, desc, text, user) => {
  process.send({ id: Number(koffi.address(user)), code, desc, json: text });
}, resultCallback);

/** The id of an invitation is written into a buffer of the caller's. */
const OUT = 'out';

function call({ id, name, types, args }) {
  const native = [...types.map((type) => (type === OUT ? 'void *' : type)), resultCallback, 'void *'];
  const buffer = Buffer.alloc(256);
  const values = args.map((value, index) => {
    if (types[index] === OUT) return buffer;
    return types[index] === 'uint64_t' ? BigInt(value) : value;
  });
  const code = library.func(name, 'int', native)(...values, onResult, BigInt(id));
  if (types.includes(OUT)) process.send({ id, out: buffer.toString('utf8', 0, buffer.indexOf(0)) });
  if (code !== 0) process.send({ id, code, desc: `${name} returned ${code}` });
}

process.on('message', (message) => {
  if (message.plugged !== undefined) plugged = message.plugged;
  if (message.cut) for (const socket of sockets) socket.destroy();
  if (message.name) call(message);
});
process.on('disconnect', () => process.exit(0));
relay.listen(PORT, '127.0.0.1', () => {
  listen();
  process.send({ ready: init() });
});
