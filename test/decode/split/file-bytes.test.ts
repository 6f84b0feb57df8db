import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Decoder } from '../../../src/decode/decoder.js';
import { fileBytes } from '../../../src/decode/split/file-bytes.js';
import { sendmsg, signalText } from '../decoded.js';

const folder = mkdtempSync(join(tmpdir(), 'sig-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function ids(path: string): Promise<string[]> {
  const found: string[] = [];
  await new Decoder((line) => found.push(line.info!.inviteID)).stream(fileBytes(path));
  return found;
}

describe('the bytes of a file', () => {
  const written = Array.from({ length: 12_000 }, (_, index) => `call-${index}-汉字`);
  const text = written.map((inviteID) => sendmsg({}, signalText({ inviteID }))).join('\n');

  it('come whole and in order, though the memory they are in is used again', async () => {
    const copies: Buffer[] = [];
    for await (const chunk of fileBytes(file('plain', text))) copies.push(Buffer.from(chunk));
    expect(copies.length).toBeGreaterThan(3);
    expect(Buffer.concat(copies).toString()).toBe(text);
  });

  it.each([
    ['as they are', Buffer.from(text)],
    ['as UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['stored in gzip, not packed, so that there are many chunks', gzipSync(text, { level: 0 })],
  ])('can be decoded while they come: %s', async (_, bytes) => {
    expect(await ids(file('bytes', bytes))).toEqual(written);
  });

  it('of none are none', async () => {
    expect(await ids(file('empty', ''))).toEqual([]);
  });

  it('can be left before their end', async () => {
    for await (const chunk of fileBytes(file('long', text))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });

  it('of no file say so', async () => {
    await expect(ids(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
