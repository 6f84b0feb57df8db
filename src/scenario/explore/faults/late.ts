import type { ExploredFault } from './fault.js';

/** Time itself is a move of every order; what makes it a fault is that something waits for longer than the bound on delays. */
export const late: ExploredFault = {
  name: 'late',
  about: 'what is on its way stays there until the next timer has run out, however long that takes',
  moves: () => [],
};
