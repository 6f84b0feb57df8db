/** Where a hub listens unless told otherwise: apps can have it in their settings for good. */
export const DEFAULT_PORT = 7447;
