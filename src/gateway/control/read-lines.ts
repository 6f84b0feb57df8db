import type { ControlLine } from './protocol.js';

/** Reads an answer of the control endpoint line by line, as it comes. @throws what the stream throws, SyntaxError for no JSON */
export async function readControlLines(
  chunks: AsyncIterable<string>,
  take: (line: ControlLine) => void,
): Promise<void> {
  // A line may come in very many chunks: each is looked through once.
  let beginning: string[] = [];
  for await (const chunk of chunks) {
    const [first, ...others] = chunk.split('\n');
    beginning.push(first!);
    for (const next of others) {
      const line = beginning.join('');
      beginning = [next];
      if (line !== '') take(JSON.parse(line) as ControlLine);
    }
  }
}
