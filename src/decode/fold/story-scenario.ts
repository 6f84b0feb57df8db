import { Document } from 'yaml';
import { ACTION } from '../../signaling/action.js';
import type { Story, StoryMessage } from './story.js';
import { stateOf } from './story.js';

type Entry = string | Record<string, unknown>;

/**
 * Stories as scenario files that play them again on the hub: the same users do the same after the same times. Time-outs
 * are not played, since the devices send them by themselves; what comes too late is expected to fail as it would.
 */
export function storyScenario(stories: readonly Story[]): string {
  const documents = stories.filter(({ invite }) => invite !== undefined).map(scenario);
  return documents
    .map((each) =>
      new Document(each, { aliasDuplicateObjects: false }).toString({
        lineWidth: 110,
        flowCollectionPadding: true,
      }),
    )
    .join('---\n');
}

function scenario(story: Story): Record<string, unknown> {
  const { inviteID, inviter, group, messages } = story;
  const users = [...new Set([inviter, ...story.invitees, ...messages.map(({ from }) => from)])].filter(
    (user) => user !== '',
  );
  return {
    scenario: `${inviter} invites ${story.invitees.join(', ')}: as in the log, ${inviteID.slice(0, 8)}`,
    users,
    ...(group === '' ? {} : { groups: { [groupName(group)]: users } }),
    steps: steps(story),
  };
}

/** Groups that the vendor named cannot be made again under that name. */
function groupName(group: string): string {
  const name = group.replace(/^@TGS#/, 'g').replace(/[^\x21-\x7e]/g, '');
  return name === '' ? 'group' : name.slice(0, 48);
}

function steps(story: Story): Entry[] {
  const entries: Entry[] = [];
  const over = new Set<string>();
  let now = story.invite!.at;
  for (const message of story.messages) {
    if (message.at !== null && now !== null && message.at > now) {
      entries.push({ after: duration(message.at - now) });
      now = message.at;
    }
    entries.push(...played(message, story, over));
  }
  return entries;
}

function played(message: StoryMessage, story: Story, over: Set<string>): Entry[] {
  const { info, from, modifies } = message;
  const data = info.data === '' ? {} : { data: parsed(info.data) };
  const who = from || story.inviter;
  if (modifies) return [{ [`${who} modifies call`]: data }];
  switch (info.actionType) {
    case ACTION.invite:
      return invited(message, story, data);
    case ACTION.accept:
    case ACTION.reject: {
      const accepts = info.actionType === ACTION.accept;
      const did = `${who} ${accepts ? 'accepts' : 'rejects'} call`;
      if (over.has(who)) return [{ [did]: { ...data, fails: 8010 } }];
      over.add(who);
      return [entry(did, data), `${story.inviter} sees ${who} ${accepts ? 'accept' : 'reject'} call`];
    }
    case ACTION.cancel: {
      const pending = story.invitees.filter((user) => !over.has(user));
      for (const user of pending) over.add(user);
      if (pending.length === 0) return [{ [`${who} cancels call`]: { ...data, fails: 8010 } }];
      return [entry(`${who} cancels call`, data), ...pending.map((user) => `${user} sees call cancelled`)];
    }
    case ACTION.timeout: {
      const fresh = info.inviteeList.filter((user) => !over.has(user) && stateOf(story, user) === 'timedOut');
      for (const user of fresh) over.add(user);
      return fresh.map((user) => `${user} sees call time out`);
    }
    default:
      return [];
  }
}

function invited({ info }: StoryMessage, story: Story, data: Record<string, unknown>): Entry[] {
  const { inviteeList, timeout } = info;
  const whom = inviteeList.join(', ').replace(/, ([^,]+)$/, ' and $1');
  const where = story.group === '' ? '' : ` in ${groupName(story.group)}`;
  return [
    { [`${story.inviter} invites ${whom}${where}`]: { timeout, ...data, as: 'call' } },
    ...inviteeList.map((user) => `${user} receives call`),
  ];
}

function entry(said: string, options: Record<string, unknown>): Entry {
  return Object.keys(options).length === 0 ? said : { [said]: options };
}

function parsed(data: string): unknown {
  if (!/^[{[]/.test(data)) return data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

function duration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${Math.round(ms)}ms`;
}
