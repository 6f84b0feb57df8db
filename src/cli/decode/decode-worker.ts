import { parentPort, workerData } from 'node:worker_threads';
import { Chalk, type ColorSupportLevel } from 'chalk';
import type { BusinessSchema } from '../../decode/business/schema.js';
import { type DecodeCounts, Decoder } from '../../decode/decoder.js';
import { DecodeOutput, type OutputCounts, type OutputOptions } from './decode-output.js';

export interface WorkerOptions extends Omit<OutputOptions, 'paint'> {
  colors: ColorSupportLevel;
  schemas: readonly BusinessSchema[];
}

/** A piece of a file, cut between two lines. */
export interface WorkerPiece {
  id: number;
  bytes: Uint8Array;
  file: string;
  line: number;
  byte: number;
}

export interface WorkerResult {
  id: number;
  /** What is printed of it, as UTF-8, without its last line end. */
  text: Uint8Array;
  output: OutputCounts;
  counts: DecodeCounts;
}

const { colors, schemas, ...options } = workerData as WorkerOptions;

parentPort!.on('message', async ({ id, bytes, file, line, byte }: WorkerPiece) => {
  const output = new DecodeOutput({ ...options, paint: new Chalk({ level: colors }) });
  const texts: string[] = [];
  const decoder = new Decoder(
    (decoded) => {
      const text = output.text(decoded);
      if (text !== undefined) texts.push(text);
    },
    { file, schemas, line, byte },
  );
  const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  await decoder.stream([piece] as unknown as AsyncIterable<Buffer>);
  const text = new TextEncoder().encode(texts.join('\n'));
  const result: WorkerResult = { id, text, output: output.counts, counts: decoder.counts };
  parentPort!.postMessage(result, [text.buffer]);
});
