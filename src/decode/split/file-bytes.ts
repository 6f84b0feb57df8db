import { open } from 'node:fs/promises';

/** Read at once: few round trips, yet little memory. */
const CHUNK = 1024 * 1024;

/**
 * The bytes of a file, one chunk after another; the next is read while one is used. A chunk is overwritten once the next
 * but one is asked for, so that a file of any size takes no more memory than two.
 */
export async function* fileBytes(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    let [now, next] = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
    let reading = handle.read(now, 0, CHUNK);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = handle.read(next, 0, CHUNK);
      // A failure is thrown when the chunk's turn comes, also if that is late.
      reading.catch(() => {});
      yield now.subarray(0, bytesRead);
      [now, next] = [next, now];
    }
  } finally {
    await handle.close();
  }
}
