import { Command } from 'commander';
import type { Cli } from '../cli.js';
import type { CommandRegistry } from '../command-registry.js';
import { examples } from '../examples.js';
import type { HubChoice } from '../hub/open-hub.js';
import { hubOptions } from '../options.js';
import { version } from '../version.js';
import { withHub } from '../with-hub.js';

const ABOUT = `
Coding agents start it themselves. What to put into their settings, here as most of them take it:
  { "mcpServers": { "sig": { "command": "npx", "args": ["sig", "mcp"] } } }`;

export default function mcp(cli: Cli, registry: CommandRegistry): Command {
  return hubOptions(new Command())
    .addHelpText('after', ABOUT)
    .addHelpText('after', examples(['sig mcp', 'waits for requests on its input'], ['sig mcp --ephemeral']))
    .action((choice: HubChoice) =>
      withHub(cli, choice, async (hub) => {
        const [{ serve }, { runLine }] = await Promise.all([
          import('../mcp/serve.js'),
          import('../mcp/run-line.js'),
        ]);
        await serve(cli, version(), (argv, input) => runLine(cli, registry, hub, argv, input));
      }),
    );
}
