import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { answerCommand } from './answer-command.js';

export default function modify(cli: Cli): Command {
  return answerCommand(
    cli,
    'modify',
    'the inviter or an invitee',
    [`sig modify alice --data '{"call":"audio"}'`],
    ['sig modify alice 3f9a --data @new.json'],
  );
}
