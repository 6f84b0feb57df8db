import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { answerCommand } from './answer-command.js';

export default function reject(cli: Cli): Command {
  return answerCommand(
    cli,
    'reject',
    'an invitee who is still pending',
    ['sig reject bob', "bob's only pending invitation"],
    ['sig reject bob 3f9a', 'by the beginning of its ID'],
    [`sig reject bob --data '{"reason":"busy"}'`],
  );
}
