import type { Ask, Terminal } from './cli.js';

/** Left by Ctrl-C, or ended from outside because the question no longer stands. */
const LEFT: readonly string[] = ['ExitPromptError', 'AbortPromptError'];

/** How prompts are put to whoever sits at a terminal. */
export function asker(terminal: Terminal): Ask {
  return async (prompt) => {
    try {
      return await prompt(terminal);
    } catch (thrown) {
      if (thrown instanceof Error && LEFT.includes(thrown.name)) return undefined;
      throw thrown;
    }
  };
}
