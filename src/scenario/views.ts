import { ACTION } from '../signaling/action.js';
import { createInvitation, type Invitation, type InviteeState } from '../signaling/invitation.js';
import { type Contradiction, type InvitationSignal, reduce } from '../signaling/invitation-reducer.js';
import type { TraceEvent } from '../trace/event.js';

/** An invitation as the app on one device must see it, by what its SDK told it. */
export interface View {
  user: string;
  device: string;
  inviteID: string;
  inviter: string;
  groupID: string;
  /** Seconds; undefined where the device was never told. */
  timeout: number | undefined;
  /** None where the inviter's own call failed: never sent, as far as its app knows. */
  invitees: ReadonlyMap<string, InviteeState>;
  /** What was told that can't be true of one invitation. */
  contradictions: string[];
  /** The app has died since, before any end, and the one that runs now was told nothing of it. */
  forgotten: boolean;
}

type CallEvent = Extract<TraceEvent, { kind: 'call' }>;
type ResultEvent = Extract<TraceEvent, { kind: 'result' }>;
type ListenerEvent = Extract<TraceEvent, { kind: 'event' }>;

/** What each device has been told of each invitation, folded from a trace. */
export function viewsOf(events: readonly TraceEvent[]): View[] {
  const folder = new ViewFolder();
  for (const event of events) folder.take(event);
  return folder.current();
}

interface Folded {
  view: View;
  invitation: Invitation;
  /** An own call's end that the device has learned one way, by its result or by its listener: the other is no second end. */
  echo: { end: string; by: 'result' | 'event' } | undefined;
}

/** Takes events one by one. */
export class ViewFolder {
  #folded = new Map<string, Folded>();
  /** inviteInGroup and invite calls whose sending has not succeeded yet. */
  #invites = new Map<string, CallEvent>();

  current(): View[] {
    const views: View[] = [];
    for (const { view } of this.#folded.values()) if (!view.forgotten) views.push(view);
    return views;
  }

  take(event: TraceEvent): void {
    if (event.kind === 'fault' && event.name === 'crash') this.#crashed(event);
    const inviteID = 'inviteID' in event ? event.inviteID : undefined;
    if (inviteID === undefined) return;
    if (event.kind === 'call') {
      if (event.method === 'invite' || event.method === 'inviteInGroup') this.#invites.set(inviteID, event);
      if (event.method === 'addInvitedSignaling') this.#added(event, inviteID);
    } else if (event.kind === 'result' && event.ok) this.#succeeded(event, inviteID);
    else if (event.kind === 'result') this.#failed(event, inviteID);
    else if (event.kind === 'event') this.#told(event, inviteID);
  }

  #crashed({ user, device }: TraceEvent): void {
    for (const { view } of this.#folded.values()) {
      if (view.user === user && view.device === device && isLive(view)) view.forgotten = true;
    }
  }

  #added(event: TraceEvent, inviteID: string): void {
    const invite = this.#invites.get(inviteID);
    if (invite && !this.#find(event, inviteID)) this.#begin(event, inviteID, invite);
  }

  #succeeded(event: ResultEvent, inviteID: string): void {
    const invite = this.#invites.get(inviteID);
    const how = `its ${event.method} succeeded`;
    switch (event.method) {
      case 'invite':
      case 'inviteInGroup':
        if (invite) this.#begin(event, inviteID, invite);
        return;
      case 'accept':
        this.#end(event, { inviteID, actionType: ACTION.accept, inviteeList: [event.user] }, how);
        return;
      case 'reject':
        this.#end(event, { inviteID, actionType: ACTION.reject, inviteeList: [event.user] }, how);
        return;
      case 'cancel':
        this.#end(event, { inviteID, actionType: ACTION.cancel }, how);
        return;
    }
  }

  /** An invite whose sending fails is none, as the inviter sees it, whatever the others have heard. */
  #failed(event: ResultEvent, inviteID: string): void {
    const invite = this.#invites.get(inviteID);
    if (!invite || (event.method !== 'invite' && event.method !== 'inviteInGroup')) return;
    this.#begin(event, inviteID, invite);
    this.#find(event, inviteID)!.view.invitees = new Map();
  }

  #begin(event: TraceEvent, inviteID: string, invite: CallEvent): void {
    const { invitee, inviteeList, groupID, timeout } = invite.args;
    const known = { inviteID, inviter: invite.user, groupID: typeof groupID === 'string' ? groupID : '' };
    const invitees = (inviteeList as string[] | undefined) ?? [String(invitee)];
    this.#put(event, known, invitees, Number(timeout));
  }

  #told(event: ListenerEvent, inviteID: string): void {
    const { inviter, inviteeList, groupID, invitee } = event.args as Partial<Record<string, never>>;
    const list = (inviteeList as string[] | undefined) ?? [];
    switch (event.name) {
      case 'onReceiveNewInvitation': {
        const timeout = Number(this.#invites.get(inviteID)?.args.timeout ?? Number.NaN);
        const known = this.#find(event, inviteID);
        if (known && !known.view.forgotten) this.#apply(known, { inviteID, actionType: ACTION.invite }, '');
        else
          this.#put(
            event,
            { inviteID, inviter: String(inviter), groupID: String(groupID) },
            list,
            Number.isNaN(timeout) ? undefined : timeout,
          );
        return;
      }
      case 'onInviteeAccepted':
        this.#end(event, { inviteID, actionType: ACTION.accept, inviteeList: [String(invitee)] }, event.name);
        return;
      case 'onInviteeRejected':
        this.#end(event, { inviteID, actionType: ACTION.reject, inviteeList: [String(invitee)] }, event.name);
        return;
      case 'onInvitationCancelled':
        this.#end(event, { inviteID, actionType: ACTION.cancel }, event.name);
        return;
      case 'onInvitationTimeout':
        this.#end(event, { inviteID, actionType: ACTION.timeout, inviteeList: list }, event.name);
        return;
      case 'onInvitationModified': {
        const known = this.#find(event, inviteID);
        if (known && known.view.invitees.size > 0)
          this.#apply(known, { inviteID, actionType: ACTION.invite, modifies: true }, event.name);
        return;
      }
    }
  }

  #find({ user, device }: TraceEvent, inviteID: string): Folded | undefined {
    return this.#folded.get(`${user}/${device}/${inviteID}`);
  }

  #put(
    { user, device, at }: TraceEvent,
    known: { inviteID: string; inviter: string; groupID: string },
    inviteeList: string[],
    timeout: number | undefined,
  ): void {
    const info = { ...known, inviteeList, data: '', actionType: ACTION.invite, timeout: timeout ?? 0 };
    const invitation = createInvitation(info, at);
    const view: View = {
      ...{ user, device, ...known, timeout, invitees: statesOf(invitation) },
      ...{ contradictions: [], forgotten: false },
    };
    this.#folded.set(`${user}/${device}/${known.inviteID}`, { view, invitation, echo: undefined });
  }

  #end(event: ResultEvent | ListenerEvent, signal: InvitationSignal, how: string): void {
    const known = this.#find(event, signal.inviteID);
    if (!known) return;
    known.view.forgotten = false;
    const who = signal.inviteeList?.join() ?? known.view.inviter;
    if (who === event.user && isEcho(known, signal.actionType, event.kind)) return;
    // Never sent, as its app knows: any end of it is one too many.
    if (known.view.invitees.size === 0) known.view.contradictions.push(`${how} after the end ()`);
    else this.#apply(known, signal, how);
  }

  #apply(known: Folded, signal: InvitationSignal, how: string): void {
    const { view } = known;
    const before = [...new Set(view.invitees.values())].map(stateText).join(', ');
    const { invitation, contradictions } = reduce(known.invitation, signal);
    const [first] = contradictions;
    if (first?.kind === 'after-end') view.contradictions.push(`${how} after the end (${before})`);
    else for (const each of contradictions) view.contradictions.push(...contradictionText(each, how));
    if (invitation === known.invitation) return;
    known.invitation = invitation;
    view.invitees = statesOf(invitation);
  }
}

/** Whether the device learns once more, in the other way, of what it did itself. */
function isEcho(known: Folded, actionType: number, by: 'result' | 'event'): boolean {
  const end = String(actionType);
  const { echo } = known;
  known.echo = { end, by };
  return echo !== undefined && echo.end === end && echo.by !== by;
}

function contradictionText(contradiction: Contradiction, how: string): string[] {
  switch (contradiction.kind) {
    case 'second-invite':
      return ['the invitation was announced twice'];
    case 'second-end':
      return [`${how} for ${contradiction.invitee}, who has ${stateText(contradiction.before)} before`];
    default:
      return [];
  }
}

function statesOf({ inviteeList, invitees }: Invitation): Map<string, InviteeState> {
  return new Map(inviteeList.map((invitee) => [invitee, invitees[invitee]!]));
}

/** Whether some invitee has not answered, as the device sees it. */
export function isLive(view: Pick<View, 'invitees'>): boolean {
  for (const state of view.invitees.values()) if (state === 'pending') return true;
  return false;
}

/** `timed out` for timedOut. */
export function stateText(state: InviteeState): string {
  return state === 'timedOut' ? 'timed out' : state;
}

/** All invitees' states in a line, those who fared alike once: `accepted`, or `bob and carol accepted, dave timed out`. */
export function viewText(view: Pick<View, 'invitees'>): string {
  const states = [...view.invitees];
  if (states.length === 0) return 'never sent';
  const byState = Map.groupBy(states, ([, state]) => state);
  if (byState.size === 1) return stateText(states[0]![1]);
  const parts = [...byState].map(
    ([state, of]) => `${listText(of.map(([invitee]) => invitee))} ${stateText(state)}`,
  );
  return parts.join(', ');
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
