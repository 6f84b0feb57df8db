export type GroupType = 'Work' | 'Public' | 'Meeting' | 'AVChatRoom';

export type GroupRole = 'Owner' | 'Admin' | 'Member';

/** What a group type allows; from the vendor's table of group types. An administrator (REST) may do what its owner may. */
export interface GroupRules {
  /** How one gets in by applying oneself. */
  readonly join: 'free' | 'approval' | 'never';
  /** Who may add others. */
  readonly invite: 'anyone' | 'nobody';
  /** Whether members can be made admins. */
  readonly admins: boolean;
  /** Who may change its name, notice and the like. */
  readonly change: 'anyone' | 'admins' | 'owner';
  /** Who may put members out; admins ordinary members only. */
  readonly putOut: 'admins' | 'owner' | 'nobody';
  /** Who may mute members; admins ordinary members only. */
  readonly mute: 'admins' | 'owner' | 'nobody';
  /** Whether roaming history is kept. */
  readonly history: boolean;
  /** Whether a newcomer sees what was said before. */
  readonly historyBeforeJoining: boolean;
  /** Whether unread counts are kept. */
  readonly unread: boolean;
  readonly ownerMayQuit: boolean;
}

export const GROUP_RULES: Readonly<Record<GroupType, GroupRules>> = {
  Work: {
    ...{ join: 'never', invite: 'anyone', ownerMayQuit: true },
    ...{ admins: false, change: 'anyone', putOut: 'owner', mute: 'nobody' },
    ...{ history: true, historyBeforeJoining: false, unread: true },
  },
  Public: {
    ...{ join: 'approval', invite: 'nobody', ownerMayQuit: false },
    ...{ admins: true, change: 'admins', putOut: 'admins', mute: 'admins' },
    ...{ history: true, historyBeforeJoining: false, unread: true },
  },
  Meeting: {
    ...{ join: 'free', invite: 'nobody', ownerMayQuit: false },
    ...{ admins: true, change: 'admins', putOut: 'admins', mute: 'admins' },
    ...{ history: true, historyBeforeJoining: true, unread: false },
  },
  AVChatRoom: {
    ...{ join: 'free', invite: 'nobody', ownerMayQuit: false },
    ...{ admins: false, change: 'owner', putOut: 'nobody', mute: 'owner' },
    ...{ history: false, historyBeforeJoining: false, unread: false },
  },
};

/** Older names, which the Web SDK and the REST API still use. */
const OLD_NAMES: Readonly<Record<string, GroupType>> = { Private: 'Work', ChatRoom: 'Meeting' };

export function groupType(name: unknown): GroupType | undefined {
  if (typeof name !== 'string') return undefined;
  if (Object.hasOwn(GROUP_RULES, name)) return name as GroupType;
  return Object.hasOwn(OLD_NAMES, name) ? OLD_NAMES[name] : undefined;
}

/** A type's name on the wire: Web SDK 3.6 knows Work groups as Private and Meeting groups as ChatRoom only. */
export function wireGroupType(type: GroupType): string {
  if (type === 'Work') return 'Private';
  return type === 'Meeting' ? 'ChatRoom' : type;
}
