export type GroupType = 'Work' | 'Public' | 'Meeting' | 'AVChatRoom';

export type GroupRole = 'Owner' | 'Admin' | 'Member';

/** What a group type allows; from the vendor's table of group types. */
export interface GroupRules {
  /** How one gets in by applying oneself. */
  readonly join: 'free' | 'approval' | 'never';
  /** Who may add others. */
  readonly invite: 'anyone' | 'nobody';
  /** Whether roaming history is kept. */
  readonly history: boolean;
  /** Whether unread counts are kept. */
  readonly unread: boolean;
  readonly ownerMayQuit: boolean;
}

export const GROUP_RULES: Readonly<Record<GroupType, GroupRules>> = {
  Work: { join: 'never', invite: 'anyone', history: true, unread: true, ownerMayQuit: true },
  Public: { join: 'approval', invite: 'nobody', history: true, unread: true, ownerMayQuit: false },
  Meeting: { join: 'free', invite: 'nobody', history: true, unread: false, ownerMayQuit: false },
  AVChatRoom: { join: 'free', invite: 'nobody', history: false, unread: false, ownerMayQuit: false },
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
