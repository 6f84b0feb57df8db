import type { ControlLine } from './protocol.js';

/** Reads an answer of the control endpoint line by line, as it comes. @throws what the stream throws, SyntaxError for no JSON */
export async function readControlLines(
  chunks: AsyncIterable<string>,
  take: (line: ControlLine) => void,
): Promise<void> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line !== '') take(JSON.parse(line) as ControlLine);
  }
}
