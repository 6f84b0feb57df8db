/** Why the hub refuses what it does not simulate; by command, or by service with a full stop at its end. */
const WHY: Readonly<Record<string, string>> = {
  'im_open_translate.': 'the hub has no machine translation',
  'im_open_speech.': 'the hub has no speech recognition',
  'im_msg_audit_mgr.': 'the hub moderates no contents and has no word lists',
  'im_msg_audit.': 'the hub moderates no contents',
  'official_account_open_http_svc.': 'the hub has no official accounts',
  'openim_robot_http_svc.': 'the hub has no robots',
  'open_msg_svc.': 'the hub writes no history files: sig hub snapshot has all messages',
  'group_open_http_svc.batch_get_group_notify': 'group notices reach who is online; none are kept',
  'group_open_http_noauth_svc.': 'live rooms are joined after a log-in',
  'group_open_long_polling_http_svc.': 'live rooms speak over the web socket, not by long polling',
  'group_open_long_polling_http_noauth_svc.': 'live rooms speak over the web socket, not by long polling',
};

/** Why a command that no service has is refused. */
export function whyNotSimulated(name: string): string {
  const service = name.slice(0, name.indexOf('.') + 1);
  return WHY[name] ?? WHY[service] ?? 'no service of this hub has it';
}
