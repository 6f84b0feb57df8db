import type { z } from 'zod';
import type { header } from '../scenario/format/header.js';
import type { accepts } from '../scenario/steps/accepts.js';
import type { OptionsOf } from '../scenario/steps/define.js';
import type { invites } from '../scenario/steps/invites.js';
import type { invitesInGroup } from '../scenario/steps/invites-in-group.js';
import type { modifies } from '../scenario/steps/modifies.js';
import type {
  receives,
  seesAccept,
  seesCancel,
  seesModified,
  seesTimeout,
} from '../scenario/steps/signaling-events.js';
import type { TimerFaker } from './app-timers.js';

type HeaderInput = z.input<typeof header>;

/** A user as `users` has it, alone or with settings. */
type UserOptions =
  Extract<HeaderInput['users'], readonly unknown[]> extends readonly (infer Each)[]
    ? Exclude<Each, string> extends Record<string, infer Options>
      ? Options
      : never
    : never;

export type UsersSetting =
  | readonly (string | Readonly<Record<string, UserOptions>>)[]
  | Readonly<Record<string, UserOptions>>;

/** The names in a list or map of users. */
export type NamesOf<Users> = Users extends readonly (infer Each)[]
  ? Each extends string
    ? Each
    : keyof Each & string
  : keyof Users & string;

type GroupSetting<Names extends string> =
  | readonly Names[]
  | { readonly type?: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom'; readonly members: readonly Names[] };

/** Who takes part, in the words of a scenario file: `{ users: ['alice', { bob: { online: false } }], groups: { team: ['alice'] } }`. */
export interface LabSetting<Users extends UsersSetting = UsersSetting> {
  users: Users;
  /** Groups that are there from the beginning; the first member is the owner. */
  groups?: Readonly<Record<string, GroupSetting<NoInfer<NamesOf<Users>>>>>;
  hub?: NonNullable<HeaderInput['hub']>;
  seed?: number;
  /** Wait for real in place of jumping through virtual time. */
  realTime?: boolean;
  /** A live hub's address; implies real time. */
  hubURL?: string;
  /** Has the app's own timers run with the lab's clock: `vi`, `jest`, or a clock of sinon's. Fakes them if they are not yet. */
  timers?: TimerFaker;
}

/** Options of any step, as in a scenario file; data may be a string, JSON, or (where it is compared) a RegExp too. */
export type StepOptions = Record<string, unknown>;

export type InviteOptions = OptionsOf<typeof invites> & { as?: string };
export type GroupInviteOptions = OptionsOf<typeof invitesInGroup> & { as?: string };
export type AnswerOptions = OptionsOf<typeof accepts>;
export type ModifyOptions = OptionsOf<typeof modifies>;
export type ReceiveOptions = OptionsOf<typeof receives>;
export type SeeAnswerOptions = OptionsOf<typeof seesAccept>;
export type SeeCancelOptions = OptionsOf<typeof seesCancel>;
export type SeeTimeoutOptions = OptionsOf<typeof seesTimeout>;
export type SeeModifiedOptions = OptionsOf<typeof seesModified>;

/** An invitation that a step has sent. */
export interface LabInvitation {
  /** What sentences call it. */
  readonly name: string;
  readonly inviteID: string;
}

/** What a listener was told, by the names of its arguments. */
export type ListenerArgs = Record<string, unknown>;

/** A statement, several, or statements with the options of what they expect. */
export type Statements = string | readonly string[] | Readonly<Record<string, Record<string, unknown>>>;
