import { closeSync, openSync, readSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { DecodeCounts } from '../../decode/decoder.js';
import { packingOf } from '../../decode/split/packing.js';
import type { OutputCounts } from './decode-output.js';
import type { WorkerOptions, WorkerPiece, WorkerResult } from './decode-worker.js';
import { filePieces } from './file-pieces.js';

/** Pieces that wait for a worker or for their turn, for each worker: so much memory is held. */
const PIECES_EACH = 2;

export interface ParallelResult {
  text: string;
  output: OutputCounts;
  counts: DecodeCounts;
}

/** Threads that decode pieces of files. */
export class DecodeWorkers {
  #workers: { thread: Worker; busy: number }[];
  #waiting = new Map<number, { resolve(result: WorkerResult): void; reject(error: unknown): void }>();
  #next = 0;

  constructor(jobs: number, options: WorkerOptions) {
    this.#workers = Array.from({ length: jobs }, () => {
      const thread = new Worker(new URL('./decode-worker.js', import.meta.url), { workerData: options });
      const worker = { thread, busy: 0 };
      thread.on('message', (result: WorkerResult) => {
        worker.busy--;
        this.#waiting.get(result.id)?.resolve(result);
        this.#waiting.delete(result.id);
      });
      thread.on('error', (error) => this.#fail(error));
      thread.on('exit', () => this.#fail(new Error('a worker of sig decode has ended')));
      return worker;
    });
  }

  /** What is printed of each piece of a file, in the order of the file. */
  async *file(file: string): AsyncGenerator<ParallelResult> {
    const pending: Promise<WorkerResult>[] = [];
    for await (const { bytes, line, byte } of filePieces(file)) {
      pending.push(this.#decode({ id: this.#next++, bytes, file, line, byte }));
      if (pending.length >= this.#workers.length * PIECES_EACH) yield read(await pending.shift()!);
    }
    for (const each of pending) yield read(await each);
  }

  async end(): Promise<void> {
    for (const { thread } of this.#workers) thread.removeAllListeners('exit');
    await Promise.all(this.#workers.map(({ thread }) => thread.terminate()));
  }

  #decode(piece: WorkerPiece): Promise<WorkerResult> {
    const worker = this.#workers.reduce((idlest, each) => (each.busy < idlest.busy ? each : idlest));
    worker.busy++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(piece.id, { resolve, reject });
      worker.thread.postMessage(piece, [piece.bytes.buffer as ArrayBuffer]);
    });
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function read({ text, output, counts }: WorkerResult): ParallelResult {
  return { text: Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString(), output, counts };
}

/** Whether a file is text as it lies on the disk, so that it can be cut. */
export function canBeCut(file: string): boolean {
  const head = Buffer.alloc(512);
  const handle = openSync(file, 'r');
  try {
    const length = readSync(handle, head, 0, head.length, 0);
    const { packing, skip } = packingOf(head.subarray(0, length));
    return packing === 'utf-8' && skip === 0;
  } finally {
    closeSync(handle);
  }
}
