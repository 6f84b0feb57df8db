import { actionTypeMissing } from './action-type-missing.js';
import { actionTypeNotInteger } from './action-type-not-integer.js';
import { actionTypeUnknown } from './action-type-unknown.js';
import { answerByStranger } from './answer-by-stranger.js';
import { answerNotToInviter } from './answer-not-to-inviter.js';
import { arrayOfSignals } from './array-of-signals.js';
import { badEscape } from './bad-escape.js';
import { batchInvitation } from './batch-invitation.js';
import { brokenJSON } from './broken-json.js';
import { brokenMessage } from './broken-message.js';
import { businessIdNotOne } from './business-id-not-one.js';
import { byteOrderMark } from './byte-order-mark.js';
import { callRoomMismatch } from './call-room-mismatch.js';
import { callTypeMismatch } from './call-type-mismatch.js';
import { callTypeUnknown } from './call-type-unknown.js';
import { callUsersMismatch } from './call-users-mismatch.js';
import { callWithoutSignal } from './call-without-signal.js';
import { capitalLiteral } from './capital-literal.js';
import { clockSkew } from './clock-skew.js';
import { comment } from './comment.js';
import { curlyQuotes } from './curly-quotes.js';
import { dataIsObject } from './data-is-object.js';
import { dataNotText } from './data-not-text.js';
import { dataTooLarge } from './data-too-large.js';
import { doubleEncoded } from './double-encoded.js';
import { doubledBackslash } from './doubled-backslash.js';
import { duplicateInvitee } from './duplicate-invitee.js';
import { duplicateKey } from './duplicate-key.js';
import { elementDataNotText } from './element-data-not-text.js';
import { emptyValue } from './empty-value.js';
import { escapedSurrogate } from './escaped-surrogate.js';
import { escapedSurrogateOutside } from './escaped-surrogate-outside.js';
import { foreignLiteral } from './foreign-literal.js';
import { fullWidth } from './full-width.js';
import { fullWidthBrackets } from './full-width-brackets.js';
import { groupIdNotText } from './group-id-not-text.js';
import { groupMismatch } from './group-mismatch.js';
import { hangUpAsInvite } from './hang-up-as-invite.js';
import { hangUpWithTimeout } from './hang-up-with-timeout.js';
import { historyWord } from './history-word.js';
import { htmlEscaped } from './html-escaped.js';
import { hugeNumber } from './huge-number.js';
import { inviteIdForm } from './invite-id-form.js';
import { inviteIdMissing } from './invite-id-missing.js';
import { inviteIdNotText } from './invite-id-not-text.js';
import { inviteeListMissing } from './invitee-list-missing.js';
import { inviteeListNotArray } from './invitee-list-not-array.js';
import { inviteeNotReceiver } from './invitee-not-receiver.js';
import { inviteeNotText } from './invitee-not-text.js';
import { inviterInvitesSelf } from './inviter-invites-self.js';
import { inviterMissing } from './inviter-missing.js';
import { inviterNotSender } from './inviter-not-sender.js';
import { inviterNotText } from './inviter-not-text.js';
import { lifetimeShorterThanTimeout } from './lifetime-shorter-than-timeout.js';
import { loneSurrogate } from './lone-surrogate.js';
import { lostLineEnds } from './lost-line-ends.js';
import { markedTsignaling } from './marked-tsignaling.js';
import { missingComma } from './missing-comma.js';
import { misspeltKey } from './misspelt-key.js';
import { mojibake } from './mojibake.js';
import { noLastMsg } from './no-last-msg.js';
import { noRandom } from './no-random.js';
import { noSender } from './no-sender.js';
import { noUnread } from './no-unread.js';
import { notDelivered } from './not-delivered.js';
import { notSynced } from './not-synced.js';
import { nulCharacter } from './nul-character.js';
import { numberAsDouble } from './number-as-double.js';
import { objectAsText } from './object-as-text.js';
import { oddNumber } from './odd-number.js';
import { oldCallMessage } from './old-call-message.js';
import { onlineOnlyWithPush } from './online-only-with-push.js';
import { placeholder } from './placeholder.js';
import { pushDisabled } from './push-disabled.js';
import { pushWithoutDesc } from './push-without-desc.js';
import { randomNotUint32 } from './random-not-uint32.js';
import { rawControlCharacter } from './raw-control-character.js';
import { recalled } from './recalled.js';
import { replacementCharacter } from './replacement-character.js';
import type { FindingRule } from './rule.js';
import { severalCustomElements } from './several-custom-elements.js';
import { severalInviteesOutsideGroup } from './several-invitees-outside-group.js';
import { signalInWrongField } from './signal-in-wrong-field.js';
import { singleQuotes } from './single-quotes.js';
import { splitOverLines } from './split-over-lines.js';
import { textAfterObject } from './text-after-object.js';
import { timeInMilliseconds } from './time-in-milliseconds.js';
import { timeoutInMilliseconds } from './timeout-in-milliseconds.js';
import { timeoutNegative } from './timeout-negative.js';
import { timeoutNotInteger } from './timeout-not-integer.js';
import { timeoutOnAnswer } from './timeout-on-answer.js';
import { timeoutZero } from './timeout-zero.js';
import { trailingComma } from './trailing-comma.js';
import { truncated } from './truncated.js';
import { unescapedJSON } from './unescaped-json.js';
import { unquotedKey } from './unquoted-key.js';
import { userIdInvalid } from './user-id-invalid.js';
import { wrappedSignal } from './wrapped-signal.js';
import { wrongElementType } from './wrong-element-type.js';

/** Every finding, in the order in which they are reported. */
export const FINDINGS: readonly FindingRule[] = [
  escapedSurrogate,
  escapedSurrogateOutside,
  byteOrderMark,
  comment,
  curlyQuotes,
  fullWidth,
  fullWidthBrackets,
  singleQuotes,
  unquotedKey,
  trailingComma,
  emptyValue,
  capitalLiteral,
  foreignLiteral,
  oddNumber,
  hugeNumber,
  rawControlCharacter,
  badEscape,
  loneSurrogate,
  textAfterObject,
  truncated,
  unescapedJSON,
  brokenJSON,
  brokenMessage,
  lostLineEnds,
  doubledBackslash,
  missingComma,
  placeholder,
  splitOverLines,
  objectAsText,
  htmlEscaped,
  doubleEncoded,
  wrappedSignal,
  arrayOfSignals,
  duplicateKey,
  nulCharacter,
  inviteIdMissing,
  inviteIdNotText,
  inviteIdForm,
  inviterMissing,
  inviterNotText,
  inviteeListMissing,
  inviteeListNotArray,
  inviteeNotText,
  duplicateInvitee,
  inviterInvitesSelf,
  actionTypeMissing,
  actionTypeNotInteger,
  actionTypeUnknown,
  timeoutNotInteger,
  timeoutInMilliseconds,
  timeoutNegative,
  timeoutZero,
  timeoutOnAnswer,
  dataIsObject,
  dataNotText,
  elementDataNotText,
  businessIdNotOne,
  misspeltKey,
  groupIdNotText,
  userIdInvalid,
  inviterNotSender,
  answerByStranger,
  inviteeNotReceiver,
  answerNotToInviter,
  groupMismatch,
  severalInviteesOutsideGroup,
  batchInvitation,
  severalCustomElements,
  wrongElementType,
  signalInWrongField,
  dataTooLarge,
  noLastMsg,
  noUnread,
  historyWord,
  onlineOnlyWithPush,
  pushWithoutDesc,
  pushDisabled,
  hangUpAsInvite,
  hangUpWithTimeout,
  numberAsDouble,
  callUsersMismatch,
  callTypeUnknown,
  callTypeMismatch,
  callRoomMismatch,
  callWithoutSignal,
  oldCallMessage,
  markedTsignaling,
  clockSkew,
  timeInMilliseconds,
  noRandom,
  randomNotUint32,
  lifetimeShorterThanTimeout,
  notSynced,
  noSender,
  notDelivered,
  recalled,
  mojibake,
  replacementCharacter,
];

const BY_TRAITS = new Map<number, readonly FindingRule[]>();

/** The rules that may find something in a message with these traits. */
export function rulesFor(traits: number): readonly FindingRule[] {
  let rules = BY_TRAITS.get(traits);
  if (rules === undefined) {
    rules = FINDINGS.filter(({ needs = 0 }) => (traits & needs) === needs);
    BY_TRAITS.set(traits, rules);
  }
  return rules;
}

/** The rule of a code, or undefined. */
export function findingRule(code: string): FindingRule | undefined {
  return FINDINGS.find((rule) => rule.code === code);
}
