/**
 * What can be said of a message at a glance, as bits. A rule names those without which it has nothing to look for, so that
 * most messages need few rules.
 */
export const TRAIT = {
  /** Some SDK takes it for a signal. */
  signal: 1,
  /** A signal that is an invitation. */
  invite: 2,
  /** A signal that is an accept or a reject. */
  answer: 4,
  /** It asks a server to send (Form.sends). */
  sends: 8,
  /** Its data has characters beyond ASCII, or is no strict JSON. */
  beyondASCII: 16,
  /** The signal's own data is an object as JSON text; or it is no signal, and its own data is one. */
  payload: 32,
  /** It has a time. */
  timed: 64,
  /** It has several elements. */
  severalElements: 128,
  /** Its JSON or its fields are not as every SDK reads them alike (InspectedMessage.regular): rules about types look here only. */
  irregular: 256,
  /** It is not plainly one user who writes to another, as inviter and only invitee (InspectedMessage.plainPair). */
  people: 512,
  /** Its sender or a server said how it is to be handled, or what became of it. */
  handling: 1024,
  /** Its data has an ampersand, or is no strict JSON. */
  ampersand: 2048,
  /** It is a print, was mended to be read, or breaks off. */
  mended: 4096,
  /** Its data, or the signal's, begins like what a console prints of an object that it does not show. */
  notShown: 8192,
} as const;
