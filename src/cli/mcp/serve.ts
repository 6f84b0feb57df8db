import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Cli } from '../cli.js';
import { type RunLine, TOOLS, type Tool } from './tools.js';

const INSTRUCTIONS = `sig is a local test bench for the signaling of Tencent Cloud Chat (V2TIMManager): virtual users invite
and answer each other on a hub of this machine, payloads are decoded, and scenarios are played on virtual time.
Begin with decode for a payload, invite for a ring, run_scenario for a test that can be repeated.`;

/** Serves the tools over standard input and output, until the input ends. */
export async function serve(cli: Cli, version: string, run: RunLine): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const release = cli.onInterrupt(() => resolve());
  cli.stdin.once('end', resolve);
  cli.stdin.once('close', resolve);
  const handle = serveStdio(() => server(version, run), {
    onerror: (error) => cli.note(`not answered: ${error.message}`),
  });
  await ended;
  release();
  await handle.close();
}

function server(version: string, run: RunLine): McpServer {
  const made = new McpServer({ name: 'sig', version }, { instructions: INSTRUCTIONS });
  for (const tool of TOOLS) register(made, tool, run);
  return made;
}

function register(
  server: McpServer,
  { name, description, input, readOnly, ...tool }: Tool,
  run: RunLine,
): void {
  const annotations = { readOnlyHint: readOnly, destructiveHint: false, openWorldHint: false };
  server.registerTool(name, { description, inputSchema: input, annotations }, async (given) => {
    const { text, exitCode } = await tool.run(run, given);
    return { content: [{ type: 'text', text: text || 'done' }], isError: exitCode !== 0 };
  });
}
