import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { answerCommand } from './answer-command.js';

export default function accept(cli: Cli): Command {
  return answerCommand(
    cli,
    'accept',
    'an invitee who is still pending',
    ['sig accept bob', "bob's only pending invitation"],
    ['sig accept bob 3f9a', 'by the beginning of its ID'],
    [`sig accept bob --data '{"from":"my pad"}' --device pad`, 'with another device of bob'],
  );
}
