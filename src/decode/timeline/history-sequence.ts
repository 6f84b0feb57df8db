import { ACTION, actionName } from '../../signaling/action.js';
import type { Sequence, SequenceParticipant, SequenceStep, Tone } from '../../trace/sequence.js';
import type { HistoryMessage } from './invitation-history.js';
import type { InvitationReport } from './report.js';

/** An invitation's history as a sequence diagram: who sent what to whom, and what went wrong where. */
export function historySequence({ history, anomalies }: InvitationReport): Sequence {
  const { inviteID, inviter, invitees, group, invite, messages } = history;
  const participants = new Map<string, SequenceParticipant>();
  const known = (id: string) => {
    if (id !== '' && !participants.has(id)) participants.set(id, { id });
  };
  known(inviter);
  // Between the one who asks and those who are asked stands the group.
  if (group !== '') participants.set(GROUP, { id: GROUP, label: `group ${group}` });
  for (const user of invitees) known(user);
  for (const { from } of messages) known(from);
  const start = invite?.at ?? messages.find(({ at }) => at !== null)?.at ?? null;
  const time = (at: number | null) => (at === null || start === null ? {} : { at: at - start });
  const steps: SequenceStep[] = [];
  for (const message of messages) {
    steps.push(...drawn(message, history.inviter, group, time(message.at), lost(message, anomalies)));
    for (const { message: text, about, code } of anomalies) {
      if (about !== message) continue;
      steps.push({
        kind: 'note',
        ...time(message.at),
        over: [message.from || inviter],
        label: `${code}: ${text}`,
        tone: 'bad',
      });
    }
  }
  for (const { message: text, about, code } of anomalies) {
    if (about === undefined)
      steps.push({ kind: 'note', over: [inviter], label: `${code}: ${text}`, tone: 'bad' });
  }
  return { title: `invitation ${inviteID}`, participants: [...participants.values()], steps };
}

const GROUP = '(group)';

function lost(message: HistoryMessage, anomalies: InvitationReport['anomalies']): boolean {
  return anomalies.some(({ code, about }) => code === 'lost-message' && about === message);
}

function drawn(
  message: HistoryMessage,
  inviter: string,
  group: string,
  time: { at?: number },
  gone: boolean,
): SequenceStep[] {
  const { info, from, modifies } = message;
  const name = actionName(info.actionType) ?? 'signal';
  const ring = info.actionType === ACTION.invite && !modifies && info.timeout > 0 ? ` ${info.timeout} s` : '';
  const step = {
    kind: 'message' as const,
    ...time,
    label: modifies ? 'modify' : `${name}${ring}`,
    detail: info.data,
    tone: (modifies ? 'modify' : name) as Tone,
    lost: gone,
  };
  const sender = from || inviter;
  if (group !== '') return [{ ...step, from: sender, to: GROUP }];
  const others = message.to.length > 0 ? message.to : sender === inviter ? info.inviteeList : [inviter];
  return others.map((to) => ({ ...step, from: sender, to }));
}
