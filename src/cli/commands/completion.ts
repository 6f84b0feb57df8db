import { Argument, Command } from 'commander';
import type { Cli } from '../cli.js';
import { SHELLS, type Shell } from '../completion/shells.js';
import { examples } from '../examples.js';

export default function completion(cli: Cli): Command {
  return new Command()
    .addArgument(new Argument('<shell>').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      examples(
        ['eval "$(sig completion bash)"', 'in ~/.bashrc'],
        ['eval "$(sig completion zsh)"', 'in ~/.zshrc'],
        ['sig completion fish > ~/.config/fish/completions/sig.fish'],
      ),
    )
    .action((shell: Shell) => cli.out(SHELLS[shell]));
}
