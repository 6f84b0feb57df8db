import type { V2TIMManager } from '../device/v2tim-manager.js';
import type {
  AnswerOptions,
  GroupInviteOptions,
  InviteOptions,
  LabInvitation,
  ListenerArgs,
  ModifyOptions,
  ReceiveOptions,
  SeeAnswerOptions,
  SeeCancelOptions,
  SeeModifiedOptions,
  SeeTimeoutOptions,
} from './setting.js';

/** The lab that a user is in. */
interface LabOfUser<Names extends string> {
  user(name: Names, device?: string): LabUser<Names>;
  sdkOf(user: string, device: string | undefined): V2TIMManager;
  does(sentence: string, options?: unknown): Promise<ListenerArgs | undefined>;
  invites(sentence: string, options: InviteOptions): Promise<LabInvitation>;
  hasMet(sentence: string, options?: unknown): { met: boolean; seen: string };
}

/** A user, or one device of a user, in a lab. */
export class LabUser<Names extends string = string> {
  readonly name: Names;
  #lab: LabOfUser<Names>;
  #device: string | undefined;

  constructor(lab: LabOfUser<Names>, name: Names, device: string | undefined) {
    this.#lab = lab;
    this.name = name;
    this.#device = device;
  }

  /** The same user on one device. */
  on(device: string): LabUser<Names> {
    return this.#lab.user(this.name, device);
  }

  /** The device's SDK, to put the app under test on it: add listeners, or call it. */
  get sdk(): V2TIMManager {
    return this.#lab.sdkOf(this.name, this.#device);
  }

  get #who(): string {
    return this.#device === undefined ? this.name : `${this.name}'s ${this.#device}`;
  }

  /** Any step that begins with this user: `does('is cut off')`. */
  does(what: string, options?: unknown): Promise<ListenerArgs | undefined> {
    return this.#lab.does(`${this.#who} ${what}`, options);
  }

  /** Whether an expectation is met by now, be it of a step or not: `hasMet('receives call')`. */
  hasMet(what: string, options?: unknown): { met: boolean; seen: string } {
    return this.#lab.hasMet(`${this.#who} ${what}`, options);
  }

  /** Invites one user. */
  invites(whom: Names, options: InviteOptions = {}): Promise<LabInvitation> {
    return this.#lab.invites(`${this.#who} invites ${whom}`, options);
  }

  /** Invites members of a group. */
  invitesInGroup(
    group: string,
    whom: readonly Names[],
    options: GroupInviteOptions = {},
  ): Promise<LabInvitation> {
    return this.#lab.invites(`${this.#who} invites ${whom.join(', ')} in ${group}`, options);
  }

  async cancels(call: LabInvitation, options?: AnswerOptions): Promise<void> {
    await this.does(`cancels ${call.name}`, options);
  }

  async accepts(call: LabInvitation, options?: AnswerOptions): Promise<void> {
    await this.does(`accepts ${call.name}`, options);
  }

  async rejects(call: LabInvitation, options?: AnswerOptions): Promise<void> {
    await this.does(`rejects ${call.name}`, options);
  }

  async modifies(call: LabInvitation, options: ModifyOptions): Promise<void> {
    await this.does(`modifies ${call.name}`, options);
  }

  async logsIn(): Promise<void> {
    await this.does('logs in');
  }

  async logsOut(): Promise<void> {
    await this.does('logs out');
  }

  /** Waits for onReceiveNewInvitation. */
  async receives(call: LabInvitation, options?: ReceiveOptions): Promise<ListenerArgs> {
    return (await this.does(`receives ${call.name}`, options))!;
  }

  /** Nothing announces the invitation for this long. */
  async doesNotReceive(call: LabInvitation, within = '5s'): Promise<void> {
    await this.does(`does not receive ${call.name}`, { within });
  }

  async seesAccept(call: LabInvitation, by: Names, options?: SeeAnswerOptions): Promise<ListenerArgs> {
    return (await this.does(`sees ${by} accept ${call.name}`, options))!;
  }

  async seesReject(call: LabInvitation, by: Names, options?: SeeAnswerOptions): Promise<ListenerArgs> {
    return (await this.does(`sees ${by} reject ${call.name}`, options))!;
  }

  async seesCancel(call: LabInvitation, options?: SeeCancelOptions): Promise<ListenerArgs> {
    return (await this.does(`sees ${call.name} cancelled`, options))!;
  }

  async seesTimeout(call: LabInvitation, options?: SeeTimeoutOptions): Promise<ListenerArgs> {
    return (await this.does(`sees ${call.name} time out`, options))!;
  }

  async seesModified(call: LabInvitation, options?: SeeModifiedOptions): Promise<ListenerArgs> {
    return (await this.does(`sees ${call.name} modified`, options))!;
  }
}
