import { CODE, USAGE } from '../../im/error-codes.js';
import { MAX_MESSAGE_BYTES } from '../../im/limits.js';
import { SigError } from '../../im/sig-error.js';
import { isUserID } from '../../im/user-id.js';
import type { Clock } from '../../runtime/clock.js';
import type { Entropy } from '../../runtime/entropy.js';
import { ACTION, type Action } from '../../signaling/action.js';
import { dialects } from '../../signaling/dialects/index.js';
import { encodeSignal } from '../../signaling/signal.js';
import { FORMS } from '../forms/index.js';
import type { Draft } from './draft.js';

/** What is asked for; the rest is filled in as the SDKs would. */
export interface Wanted {
  action: Action;
  inviter: string;
  invitees: string[];
  /** Who sends it; by the action if left out. */
  from?: string;
  /** Who gets it; by the action if left out. */
  to?: string;
  group?: string;
  /** Seconds; 30 for an invitation if left out, 0 for all else. */
  timeout?: number;
  data?: string;
  /** Of the invitation; a new one if left out. */
  inviteID?: string;
  onlineOnly?: boolean;
  time?: number;
  seq?: number;
  random?: number;
  cloudCustomData?: string;
  push?: { title?: string; desc?: string; ext?: string };
}

/** Forms that ask a server to send, or are sent, to users or to groups only. */
const C2C_ONLY = new Set(['rest-sendmsg', 'rest-batchsendmsg']);
const GROUP_ONLY = new Set(['rest-send_group_msg']);
const FORMS_HINT = 'sig decode --forms lists them';
/** Forms that carry only invitations. */
const INVITES_ONLY = new Set(['push-ext']);

/** The form meant by a name: its own, or `rest` for the request that sends to a user or to a group. */
export function formNamed(name: string, group: boolean): string {
  return name === 'rest' ? (group ? 'rest-send_group_msg' : 'rest-sendmsg') : name;
}

/**
 * A correct message in a form.
 * @throws SigError -4 for a form that is not known or cannot carry it, 6017 for what no SDK would send
 */
export function encode(formName: string, wanted: Wanted, clock: Clock, entropy: Entropy): unknown {
  const draft = drafted(wanted, clock, entropy);
  const name = formNamed(formName, draft.group !== '');
  const form = FORMS.find((each) => each.name === name);
  if (!form) throw new SigError(USAGE, `there is no form ${name}`, FORMS_HINT);
  if (C2C_ONLY.has(name) && draft.group !== '') {
    throw new SigError(
      USAGE,
      `${name} sends to one user, not to a group`,
      'use rest-send_group_msg, or leave --group out',
    );
  }
  if (GROUP_ONLY.has(name) && draft.group === '') {
    throw new SigError(USAGE, `${name} sends to a group`, 'name it with --group, or use rest-sendmsg');
  }
  if (name === 'push-ext' && draft.onlineOnly)
    throw new SigError(USAGE, 'a push is for those who are not online: push-ext carries no onlineOnly');
  if (name === 'push-ext' && draft.cloudCustomData !== '')
    throw new SigError(USAGE, 'push-ext carries no cloudCustomData');
  if (INVITES_ONLY.has(name) && wanted.action !== 'invite') {
    throw new SigError(USAGE, `${name} carries invitations only`);
  }
  if (!form.write)
    throw new SigError(USAGE, `${name} is nothing that anybody sends: it can be decoded only`, FORMS_HINT);
  return form.write(draft);
}

function drafted(wanted: Wanted, clock: Clock, entropy: Entropy): Draft {
  const { action, inviter, invitees, group = '' } = wanted;
  check(inviter, 'the inviter');
  if (invitees.length === 0)
    throw new SigError(CODE.ERR_INVALID_PARAMETERS, 'nobody is invited', 'name the invitees with --to');
  for (const each of invitees) check(each, 'an invitee');
  const timeout = wanted.timeout ?? (action === 'invite' ? 30 : 0);
  if (!Number.isInteger(timeout) || timeout < 0) {
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      `timeout ${timeout} is no whole number of seconds`,
      'use 0 for none',
    );
  }
  if (group === '' && invitees.length > 1) {
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      'several invitees need a group',
      'name it with --group, or encode one message for each',
    );
  }
  if (wanted.inviteID !== undefined) checkInviteID(wanted.inviteID);
  if (action !== 'invite' && wanted.inviteID === undefined) {
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      `a ${action} needs the inviteID of its invitation`,
      'give it with --id',
    );
  }
  const answers = action === 'accept' || action === 'reject' || action === 'timeout';
  const from = wanted.from ?? (answers ? invitees[0]! : inviter);
  const info = {
    inviteID: wanted.inviteID ?? dialects.native.newInviteID(entropy),
    groupID: group,
    inviter,
    inviteeList: invitees,
    data: wanted.data ?? '',
    actionType: ACTION[action],
    timeout,
  };
  const data = encodeSignal(info);
  if (Buffer.byteLength(data) > MAX_MESSAGE_BYTES) {
    throw new SigError(
      CODE.ERR_SDK_MSG_BODY_SIZE_LIMIT,
      `the signal has ${Buffer.byteLength(data)} bytes; ${MAX_MESSAGE_BYTES} are allowed`,
    );
  }
  const { title = inviter, desc = `${inviter} calls you`, ext = '' } = wanted.push ?? {};
  return {
    info,
    data,
    from,
    to: group === '' ? (wanted.to ?? (from === inviter ? invitees[0]! : inviter)) : '',
    group,
    time: wanted.time ?? Math.floor(clock.now() / 1000),
    seq: wanted.seq ?? (entropy.uint32() >>> 1) + 1,
    random: wanted.random ?? entropy.uint32(),
    onlineOnly: wanted.onlineOnly ?? false,
    desc: '',
    ext: '',
    cloudCustomData: wanted.cloudCustomData ?? '',
    push: { title, desc, ext },
  };
}

/** Any text will do for the SDKs, but one that was copied with what stands beside it, or cut short, finds no invitation. */
function checkInviteID(inviteID: string): void {
  if (/^[\x21-\x7e]{1,127}$/.test(inviteID) && !inviteID.endsWith('...')) return;
  throw new SigError(
    CODE.ERR_INVALID_PARAMETERS,
    `${JSON.stringify(inviteID.slice(0, 80))} can be no inviteID`,
    inviteID.endsWith('...') || inviteID.endsWith('…')
      ? 'give it whole: 32 hex digits, or a UUID'
      : 'it is 1 to 127 characters of ASCII without spaces: 32 hex digits, or a UUID',
  );
}

function check(userID: string, who: string): void {
  if (isUserID(userID)) return;
  throw new SigError(
    CODE.ERR_SDK_COMM_INVALID_IDENTIFIER,
    `${who} ${JSON.stringify(userID)} can be no user ID`,
    'user IDs are 1 to 32 bytes of printable ASCII',
  );
}
