// Writes docs/gallery.md: every example with its picture, made by running the file. `npm run gallery`, after a build.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadFile } from '../dist/scenario/files.js';
import { diagramOf } from '../dist/scenario/report/diagram.js';
import { runScenario } from '../dist/scenario/run.js';
import { sequenceMermaid } from '../dist/trace/sequence-mermaid.js';

const folder = new URL('../examples/', import.meta.url);
const page = new URL('../docs/gallery.md', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.sig.yaml'));

const parts = [
  '# Gallery',
  '',
  'Every scenario in [examples/](../examples/) with its picture, made by `npm run gallery` from the files. Run one with',
  '`sig run examples/NAME.sig.yaml`.',
];
for (const file of files) {
  const path = new URL(file, folder).pathname;
  const [scenario] = loadFile(path).scenarios;
  const result = await runScenario(scenario);
  if (result.status !== 'passed') throw new Error(`${file} fails: ${JSON.stringify(result.failures)}`);
  const comment = /^((?:#.*\n)+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
  const about = comment.replace(/^# ?/gm, '').trim();
  const { title: _, ...sequence } = diagramOf(result);
  parts.push('', `## ${scenario.name}`, '', `[${file}](../examples/${file})${about ? `: ${about}` : ''}`);
  parts.push('', '```mermaid', sequenceMermaid(sequence).trim(), '```');
}
writeFileSync(page, `${parts.join('\n')}\n`);
