import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const PROTO = 'src/gateway/native/proto';

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder).sort();
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

test('the generated code is what npm run proto makes of the .proto files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sig-proto-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const template = `${PROTO}/buf.gen.yaml`;
  const buf = join(root, 'test/real/node_modules/@bufbuild/buf/bin/buf');
  execFileSync(process.execPath, [buf, 'generate', PROTO, '--template', template, '-o', folder], {
    cwd: root,
  });
  expect(contents(join(folder, PROTO, 'generated'))).toEqual(contents(join(root, PROTO, 'generated')));
});
