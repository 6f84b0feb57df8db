import { ACTION } from '../../signaling/action.js';
import type { SignalingInfo } from '../../signaling/signaling-info.js';
import type { Surroundings } from '../decoder.js';
import { isFields } from '../fields.js';
import type { DecodedLine } from '../line.js';
import { stampAround, stampIn } from './log-time.js';

/** How a message came to be in a log. */
export type Channel = 'sent' | 'received' | 'history' | 'hub' | 'modified' | 'unknown';

/** Which parts of a signal an app was told. */
export interface ToldParts {
  timeout: boolean;
  list: boolean;
}

/** One signal at one place of one log. The same message may be sighted often: sent here, received there, in history. */
export interface Observation {
  info: SignalingInfo;
  /** '' where neither message nor signal say it. */
  from: string;
  to: string[];
  group: string;
  channel: Channel;
  /** It says what an app was told, not what a message had; undefined for a message. */
  told: ToldParts | undefined;
  /** It has other data for the invitation, and is no message of its own. */
  modifies: boolean;
  /** By the server's clock, unix ms; null where the message does not say. */
  time: number | null;
  /** By the sender's clock, unix ms. */
  clientTime: number | null;
  /** By the clock of whoever wrote the log, unix ms. */
  logged: number | null;
  random: number | null;
  file: string;
  line: number;
  /** Of all observations, in the order they were read. */
  order: number;
}

/** What a decoded message says of an invitation; undefined where it is no signal. */
export function observation(
  { info, message, at, form }: DecodedLine,
  { walked, before }: Surroundings,
  order: number,
  year: number,
): Observation | undefined {
  if (info === null || info.inviteID === '' || info.actionType < 1 || info.actionType > 5) return undefined;
  const { found, around } = walked;
  const { fields } = found;
  const how = channel(form, walked.path, found.raw, around);
  const seconds = (value: number | null) => (value === null ? null : value * 1000);
  return {
    info,
    from: message?.from || sender(info),
    to: message === null ? [] : [message.to].flat().filter((user) => user !== ''),
    group: message?.group || info.groupID,
    channel: how,
    told:
      fields === undefined
        ? undefined
        : { timeout: fields.timeout !== undefined, list: fields.inviteeList !== undefined },
    modifies: how === 'modified' || found.modifies === true,
    time: seconds(found.time),
    clientTime: seconds(found.clientTime),
    logged: stampIn(before, year) ?? stampAround(around, year),
    random: found.random,
    file: at.file,
    line: at.line,
    order,
  };
}

/** Who must have sent a signal that came without a message. A time-out may come from either side. */
function sender({ actionType, inviter, inviteeList }: SignalingInfo): string {
  if (actionType === ACTION.invite || actionType === ACTION.cancel) return inviter;
  if (actionType === ACTION.timeout) return '';
  return inviteeList[0] ?? '';
}

function channel(
  form: string,
  path: string,
  raw: Record<string, unknown>,
  around: readonly unknown[],
): Channel {
  switch (form) {
    case 'rest-sendmsg':
    case 'rest-batchsendmsg':
    case 'rest-send_group_msg':
      return 'sent';
    case 'rest-modify':
      return 'modified';
    case 'rest-history':
    case 'stored-message':
      return 'history';
    case 'webhook':
      return 'hub';
    case 'sig-trace':
      return around.some((each) => isFields(each) && each.kind === 'modified') ? 'modified' : 'hub';
    case 'web-frame':
      return frameChannel(path, around);
    case 'c-api':
      return own(raw.message_is_from_self);
    case 'v2tim-message':
      return own(raw.isSelf);
    case 'web-message':
      return raw.flow === 'out' ? 'sent' : raw.flow === 'in' ? 'received' : 'unknown';
    default:
      return 'unknown';
  }
}

function own(value: unknown): Channel {
  return value === true ? 'sent' : value === false ? 'received' : 'unknown';
}

function frameChannel(path: string, around: readonly unknown[]): Channel {
  if (path.includes('ModNotify')) return 'modified';
  if (path.includes('EventArray')) return 'received';
  if (/MsgList|SessionItem/.test(path)) return 'history';
  const head = around.find((each) => isFields(each) && isFields(each.head)) as
    | { head: Record<string, unknown> }
    | undefined;
  return String(head?.head.servcmd).includes('modify') ? 'modified' : 'sent';
}
