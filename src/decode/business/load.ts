import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import type { BusinessSchema } from './schema.js';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const conditions = z.record(z.string(), z.union([scalar, z.array(scalar)]));

const schemaFile: z.ZodType<BusinessSchema> = z.object({
  name: z.string().min(1),
  title: z.string(),
  match: z.array(conditions).min(1),
  fields: z.record(
    z.string(),
    z.object({ title: z.string(), values: z.record(z.string(), z.string()).exactOptional() }),
  ),
  summary: z
    .array(
      z.object({
        action: z.number().int().exactOptional(),
        when: conditions.exactOptional(),
        unless: conditions.exactOptional(),
        say: z.string(),
      }),
    )
    .default([]),
});

/**
 * The business schemas in a folder, one per file (`.json`, `.yaml`, `.yml`).
 * @throws SigError (-4) for a folder that cannot be read or a file that is none, naming the place in it
 */
export async function loadSchemas(folder: string): Promise<BusinessSchema[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new SigError(
      USAGE,
      `cannot read the schema folder ${folder}: ${error.code}`,
      'name a folder with --schemas',
    );
  });
  const files = names.filter((name) => ['.json', '.yaml', '.yml'].includes(extname(name))).sort();
  if (files.length === 0) {
    throw new SigError(
      USAGE,
      `no schema in ${folder}`,
      'a schema is a .json or .yaml file; see docs/decode.md',
    );
  }
  return Promise.all(files.map((name) => loadSchema(join(folder, name))));
}

async function loadSchema(file: string): Promise<BusinessSchema> {
  let content: unknown;
  try {
    content = parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new SigError(USAGE, `${file}: ${error instanceof Error ? error.message : error}`);
  }
  const checked = schemaFile.safeParse(content);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new SigError(
    USAGE,
    `${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`,
    'a schema has name, title, match, fields and summary; see docs/decode.md',
  );
}
