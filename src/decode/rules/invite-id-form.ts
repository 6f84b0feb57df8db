import type { FindingRule } from './rule.js';
import { shown } from './shown.js';
import { TRAIT } from './traits.js';

export const inviteIdForm: FindingRule = {
  code: 'invite-id-form',
  level: 'warning',
  title: 'an inviteID in a form of its own',
  why: "SDKs take any text, but make 32 lower-case hex digits (native) or a UUID with dashes (Web). An ID in another form was made by hand: is it different for each invitation? Two invitations of one ID are one to every SDK, and the C API's buffer has 128 bytes.",
  hint: 'Make the ID with a UUID function, anew for each invitation.',
  needs: TRAIT.signal,
  check(subject, report) {
    const inviteID = subject.info?.inviteID;
    if (typeof inviteID !== 'string' || inviteID === '' || isInviteID(inviteID)) return;
    report(subject.dataPath('inviteID'), `${shown(inviteID)} is neither 32 hex digits nor a UUID`);
  },
};

/** 32 lower-case hex digits, or a UUID: the same with dashes after 8, 12, 16 and 20 of them. */
function isInviteID(text: string): boolean {
  const dashed = text.length === 36;
  if (!dashed && text.length !== 32) return false;
  let others = 0;
  for (let i = 0; i < text.length; i++) others += NOT_HEX[text.charCodeAt(i)] ?? DASHES + 1;
  if (!dashed) return others === 0;
  return others === DASHES && text[8] === '-' && text[13] === '-' && text[18] === '-' && text[23] === '-';
}

const DASHES = 4;

/** 0 for lower-case hex digits, 1 for all other ASCII. */
const NOT_HEX = new Uint8Array(128).fill(1);
for (const digit of '0123456789abcdef') NOT_HEX[digit.charCodeAt(0)] = 0;
