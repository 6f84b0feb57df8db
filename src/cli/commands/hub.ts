import { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import logs from './hub/logs.js';
import reset from './hub/reset.js';
import restore from './hub/restore.js';
import settings from './hub/settings.js';
import snapshot from './hub/snapshot.js';
import start from './hub/start.js';
import status from './hub/status.js';
import stop from './hub/stop.js';

export default function hub(cli: Cli): Command {
  const command = new Command();
  for (const make of [start, stop, status, settings, logs, reset, snapshot, restore])
    command.addCommand(make(cli));
  return command.addHelpText(
    'after',
    examples(
      ['sig hub start', 'in the background; other commands do it by themselves'],
      ['sig hub start --foreground --port 7447 --memory', 'in this terminal, nothing on disk'],
      ['sig hub status'],
      ['sig hub reset', 'forget all, or go back to the seed'],
      ['sig hub stop'],
    ),
  );
}
