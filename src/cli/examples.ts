/** A command that can be copied, and what it does. */
export type Example = readonly [command: string, what?: string];

/** The text for a command's `.addHelpText('after', ...)`: lines of commands that can be copied, each with what it does. */
export function examples(...lines: Example[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  const text = lines.map(([command, what]) =>
    what === undefined ? `  ${command}` : `  ${command.padEnd(width)}  # ${what}`,
  );
  return `\nExamples:\n${text.join('\n')}`;
}
