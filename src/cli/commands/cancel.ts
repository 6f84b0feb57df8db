import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { answerCommand } from './answer-command.js';

export default function cancel(cli: Cli): Command {
  return answerCommand(
    cli,
    'cancel',
    'the inviter',
    ['sig cancel alice', "alice's only pending invitation"],
    ['sig cancel alice 3f9a --data "changed my mind"'],
  );
}
