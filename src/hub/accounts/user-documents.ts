/** Kinds of documents about users; the names in their keys, with spaces between, are users only. */
export const USER_DOCUMENTS = {
  logins: 'logins',
  customStatus: 'status',
  /** Who wants to hear of a user's status. */
  statusWatchers: 'status_watchers',
  /** `<asked> <asking>` */
  friendRequests: 'friend_request',
} as const;
