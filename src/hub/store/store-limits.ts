/** So many offline pushes are kept per user; older ones go. */
export const PUSHES_PER_USER = 200;
