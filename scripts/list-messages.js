// Lists what sig says when something is wrong: every SigError of src/ with its hint, every message of an option's value, every
// finding. For reading them through at once: node scripts/list-messages.js; --json for tests.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** @returns {{ kind: string, place: string, message: string, hint: string | undefined }[]} as they stand in the source, quotes and all */
function messages() {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.sort().flatMap((file) => messagesOf(file, readFileSync(join(src, file), 'utf8')));
}

function messagesOf(file, text) {
  const found = [];
  for (const match of text.matchAll(/new (SigError|NoHubError|InvalidArgumentError|FileError)\(/g)) {
    const line = text.slice(0, match.index).split('\n').length;
    const given = argumentsAt(text, match.index + match[0].length);
    const [message, hint] = match[1] === 'InvalidArgumentError' ? given : given.slice(1);
    if (message) found.push({ kind: match[1], place: `src/${file}:${line}`, message, hint });
  }
  for (const match of text.matchAll(/^ {2}(?:title|why|hint): (.*?),?$/gm)) {
    if (!/decode\/(rules|timeline\/anomalies)\//.test(file)) continue;
    const line = text.slice(0, match.index).split('\n').length;
    found.push({ kind: 'finding', place: `src/${file}:${line}`, message: match[1], hint: undefined });
  }
  return found;
}

/** The arguments of a call, split at its commas; strings, templates and brackets are kept whole. */
function argumentsAt(text, from) {
  const found = [];
  let depth = 0;
  let start = from;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (`'"\``.includes(character)) at = endOfString(text, at);
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && depth-- === 0)
      return [...found, text.slice(start, at).trim()].filter(Boolean);
    else if (character === ',' && depth === 0) {
      found.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return found;
}

function endOfString(text, from) {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[from]) return at;
    else if (text[from] === '`' && text.startsWith('${', at)) at = endOfExpression(text, at + 2);
  }
  return text.length;
}

function endOfExpression(text, from) {
  for (let at = from, depth = 0; at < text.length; at++) {
    if (`'"\``.includes(text[at])) at = endOfString(text, at);
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && depth-- === 0) return at;
  }
  return text.length;
}

const all = messages();
if (process.argv.includes('--json')) console.log(JSON.stringify(all));
else
  for (const { place, message, hint } of all)
    console.log(`${place}\n  ${message}${hint ? `\n  → ${hint}` : ''}`);
