import type { InvitationHistory } from '../../decode/timeline/invitation-history.js';
import { platformOf } from '../../device/config.js';
import { dialectOfInviteID } from '../../signaling/dialects/index.js';
import { DEFAULT_DEVICE } from '../testbed/test-device.js';
import type { Actor } from './cast.js';
import { Doings } from './doings.js';
import { RecordedNames } from './names.js';
import type { CastDevice, Script } from './script.js';
import { signalLine } from './signal-lines.js';

/** What logs of messages tell of one invitation, as a script: the same users do the same after the same times. */
export function storyScript({ inviteID, inviter, invitees, group, invite, messages }: InvitationHistory): {
  script: Script;
  names: RecordedNames;
} {
  const names = new RecordedNames(false);
  const users = [...new Set([inviter, ...invitees, ...messages.map(({ from }) => from)])].filter(Boolean);
  const actors = new Map(users.map((user) => [user, actorOf(user, inviteID)]));
  const doings = new Doings();
  const startedAt = invite?.at ?? 0;
  for (const { info, from, at, modifies } of messages) {
    const actor = actors.get(from || inviter)!;
    const said = {
      ...{ who: names.user(actor.user), at: at === null ? undefined : at - startedAt },
      ...{ info: { ...info, groupID: group }, onlineOnly: false, modifies },
    };
    const made = signalLine(names, said);
    if (!made) continue;
    const doing = {
      ...{ actor, inviteID, action: info.actionType, at: at ?? startedAt },
      ...{ inGroup: group !== '', open: false },
    };
    doings.add(made, modifies ? undefined : doing);
  }
  const script: Script = {
    title: `${inviter} invites ${invitees.join(', ')}: as in the log, ${inviteID.slice(0, 8)}`,
    cast: users.map((user) => ({ name: names.user(user), devices: [actors.get(user)!] })),
    groups:
      group === ''
        ? []
        : [{ name: names.group(group), type: 'Work', members: users.map((user) => names.user(user)) }],
    lines: doings.lines.filter(({ says }, index) => index > 0 || / invites /.test(says)),
    notes: [],
    quietMs: 0,
  };
  return { script, names };
}

function actorOf(user: string, inviteID: string): Actor {
  const device: CastDevice = {
    ...{ name: DEFAULT_DEVICE, platform: platformOf(DEFAULT_DEVICE), online: true },
    ...{ dialect: dialectOfInviteID(inviteID), clockOffset: 0, heard: false },
  };
  return { ...device, user, now: 'online' };
}
