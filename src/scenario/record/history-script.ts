import type { HistoryMessage, InvitationHistory } from '../../decode/timeline/invitation-history.js';
import { platformOf } from '../../device/config.js';
import { dialectOfInviteID } from '../../signaling/dialects/index.js';
import type { InvitationSignal } from '../../signaling/invitation-reducer.js';
import { DEFAULT_DEVICE } from '../testbed/test-device.js';
import { RecordedNames } from './names.js';
import { RecordedActions } from './recorded-actions.js';
import type { RecordedDevice } from './recorded-users.js';
import type { Script, ScriptDevice } from './script.js';
import { signalLine } from './signal-lines.js';

/** What logs of messages tell of one invitation, as a script: the same users do the same after the same times. */
export function historyScript({ inviteID, inviter, invitees, group, invite, messages }: InvitationHistory): {
  script: Script;
  names: RecordedNames;
} {
  const names = new RecordedNames(false);
  const users = [...new Set([inviter, ...invitees, ...messages.map(({ from }) => from)])].filter(Boolean);
  const devices = new Map(users.map((user) => [user, deviceOf(user, inviteID)]));
  const actions = new RecordedActions();
  const startedAt = invite?.at ?? 0;
  // Where no log has the invite, everybody named by any message is invited.
  actions.invited(invite?.info ?? { ...messages[0]!.info, inviteeList: invitees }, startedAt);
  for (const message of messages) {
    const { info, from, at, modifies } = message;
    const signal = signalOf(message);
    const device = devices.get(from || inviter)!;
    const said = {
      ...{ who: names.user(device.user), at: at === null ? undefined : at - startedAt },
      ...{ info: { ...info, groupID: group }, onlineOnly: false, modifies },
    };
    const made = signalLine(names, said);
    if (made) actions.add(made, modifies ? undefined : { device, signal, at: at ?? startedAt, open: false });
    actions.passed(signal);
  }
  const script: Script = {
    title: `${inviter} invites ${invitees.join(', ')}: as in the log, ${inviteID.slice(0, 8)}`,
    users: users.map((user) => ({ name: names.user(user), devices: [devices.get(user)!] })),
    groups:
      group === ''
        ? []
        : [{ name: names.group(group), type: 'Work', members: users.map((user) => names.user(user)) }],
    lines: actions.lines.filter(({ says }, index) => index > 0 || / invites /.test(says)),
    notes: [],
    quietMs: 0,
  };
  return { script, names };
}

/** Of what an app was told, the invitees may be unknown. */
function signalOf({ info, partial, modifies }: HistoryMessage): InvitationSignal {
  const { inviteID, actionType, inviteeList } = info;
  return { inviteID, actionType, modifies, ...(partial?.list === false ? {} : { inviteeList }) };
}

function deviceOf(user: string, inviteID: string): RecordedDevice {
  const device: ScriptDevice = {
    ...{ name: DEFAULT_DEVICE, platform: platformOf(DEFAULT_DEVICE), online: true },
    ...{ dialect: dialectOfInviteID(inviteID), clockOffset: 0, heard: false },
  };
  return { ...device, user, now: 'online' };
}
