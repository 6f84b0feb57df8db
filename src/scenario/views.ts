import type { InviteeState } from '../signaling/invitation.js';
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
  invitees: Map<string, InviteeState>;
  /** What was told that can't be true of one invitation. */
  contradictions: string[];
  /** The app has died since, before any end, and the one that runs now was told nothing of it. */
  forgotten: boolean;
}

/** What each device has been told of each invitation, folded from a trace. */
export function viewsOf(events: readonly TraceEvent[]): View[] {
  const folding = new Folding();
  for (const event of events) folding.take(event);
  return [...folding.views.values()].filter((view) => !view.forgotten);
}

class Folding {
  readonly views = new Map<string, View>();
  /** inviteInGroup and invite calls whose sending has not succeeded yet. */
  #invites = new Map<string, Extract<TraceEvent, { kind: 'call' }>>();

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
    for (const view of this.views.values()) {
      if (view.user === user && view.device === device && isLive(view)) view.forgotten = true;
    }
  }

  #added(event: TraceEvent, inviteID: string): void {
    const invite = this.#invites.get(inviteID);
    if (invite && !this.#find(event, inviteID)) this.#begin(event, inviteID, invite);
  }

  #succeeded(event: Extract<TraceEvent, { kind: 'result' }>, inviteID: string): void {
    const invite = this.#invites.get(inviteID);
    switch (event.method) {
      case 'invite':
      case 'inviteInGroup':
        if (invite) this.#begin(event, inviteID, invite);
        return;
      case 'accept':
        this.#end(event, inviteID, [event.user], 'accepted', 'its accept succeeded');
        return;
      case 'reject':
        this.#end(event, inviteID, [event.user], 'rejected', 'its reject succeeded');
        return;
      case 'cancel':
        this.#end(event, inviteID, undefined, 'cancelled', 'its cancel succeeded');
        return;
    }
  }

  /** An invite whose sending fails is none, as the inviter sees it, whatever the others have heard. */
  #failed(event: Extract<TraceEvent, { kind: 'result' }>, inviteID: string): void {
    const invite = this.#invites.get(inviteID);
    if (!invite || (event.method !== 'invite' && event.method !== 'inviteInGroup')) return;
    this.#begin(event, inviteID, invite);
    this.#find(event, inviteID)!.invitees.clear();
  }

  #begin(event: TraceEvent, inviteID: string, invite: Extract<TraceEvent, { kind: 'call' }>): void {
    const { invitee, inviteeList, groupID, timeout } = invite.args;
    this.#put(event, {
      inviteID,
      inviter: invite.user,
      groupID: typeof groupID === 'string' ? groupID : '',
      timeout: Number(timeout),
      invitees: (inviteeList as string[] | undefined) ?? [String(invitee)],
    });
  }

  #told(event: Extract<TraceEvent, { kind: 'event' }>, inviteID: string): void {
    const { inviter, inviteeList, groupID, invitee } = event.args as Partial<Record<string, never>>;
    const list = (inviteeList as string[] | undefined) ?? [];
    switch (event.name) {
      case 'onReceiveNewInvitation': {
        const timeout = Number(this.#invites.get(inviteID)?.args.timeout ?? Number.NaN);
        const known = this.#find(event, inviteID);
        if (known && !known.forgotten) known.contradictions.push('the invitation was announced twice');
        else
          this.#put(event, {
            inviteID,
            inviter: String(inviter),
            groupID: String(groupID),
            timeout: Number.isNaN(timeout) ? undefined : timeout,
            invitees: list,
          });
        return;
      }
      case 'onInviteeAccepted':
        this.#end(event, inviteID, [String(invitee)], 'accepted', 'onInviteeAccepted');
        return;
      case 'onInviteeRejected':
        this.#end(event, inviteID, [String(invitee)], 'rejected', 'onInviteeRejected');
        return;
      case 'onInvitationCancelled':
        this.#end(event, inviteID, undefined, 'cancelled', 'onInvitationCancelled');
        return;
      case 'onInvitationTimeout':
        this.#end(event, inviteID, list, 'timedOut', 'onInvitationTimeout');
        return;
      case 'onInvitationModified': {
        const view = this.#find(event, inviteID);
        if (view && !isLive(view)) view.contradictions.push('onInvitationModified after the end');
        return;
      }
    }
  }

  #find({ user, device }: TraceEvent, inviteID: string): View | undefined {
    return this.views.get(`${user}/${device}/${inviteID}`);
  }

  #put(
    { user, device }: TraceEvent,
    known: {
      inviteID: string;
      inviter: string;
      groupID: string;
      timeout: number | undefined;
      invitees: string[];
    },
  ): void {
    const { inviteID, inviter, groupID, timeout } = known;
    const invitees = new Map(known.invitees.map((invitee): [string, InviteeState] => [invitee, 'pending']));
    this.views.set(`${user}/${device}/${inviteID}`, {
      ...{ user, device, inviteID, inviter, groupID, timeout, invitees },
      contradictions: [],
      forgotten: false,
    });
  }

  /** @param who undefined for all that are pending */
  #end(
    event: TraceEvent,
    inviteID: string,
    who: string[] | undefined,
    state: InviteeState,
    how: string,
  ): void {
    const view = this.#find(event, inviteID);
    if (!view) return;
    view.forgotten = false;
    const pending = [...view.invitees.keys()].filter((invitee) => view.invitees.get(invitee) === 'pending');
    if (pending.length === 0) {
      const before = [...new Set(view.invitees.values())].map(stateText).join(', ');
      view.contradictions.push(`${how} after the end (${before})`);
      return;
    }
    for (const invitee of who ?? pending) {
      const before = view.invitees.get(invitee);
      if (before === 'pending') view.invitees.set(invitee, state);
      else if (before !== undefined)
        view.contradictions.push(`${how} for ${invitee}, who has ${stateText(before)} before`);
    }
  }
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

/** All invitees' states in a line: `accepted`, or `bob accepted, carol timed out`. */
export function viewText(view: View): string {
  const states = [...view.invitees];
  if (states.length === 0) return 'never sent';
  if (states.length === 1) return stateText(states[0]![1]);
  return states.map(([invitee, state]) => `${invitee} ${stateText(state)}`).join(', ');
}
