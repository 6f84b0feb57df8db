/** A message body may have this many bytes of UTF-8 (native headers: 12 KB in all). */
export const MAX_MESSAGE_BYTES = 12 * 1024;

/** A group takes this many members by default (the vendor's basic plan). */
export const MAX_GROUP_MEMBERS = 200;

/** An offline message may be kept for at most this long, in seconds (code 90026 beyond). */
export const MAX_MSG_LIFETIME_S = 7 * 24 * 3600;
