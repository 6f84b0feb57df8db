import type { Command } from 'commander';
import { answerCommand } from '../answer-command.js';
import type { Cli } from '../cli.js';

export default function cancel(cli: Cli): Command {
  return answerCommand(
    cli,
    'cancel',
    'the inviter',
    ['sig cancel alice', "alice's only pending invitation"],
    ['sig cancel alice 3f9a --data "changed my mind"'],
  );
}
