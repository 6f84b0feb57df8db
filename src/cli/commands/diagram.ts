import { extname } from 'node:path';
import { Command, Option } from 'commander';
import { USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { writeFileInFolders } from '../../scenario/file-problem.js';
import { loadFile } from '../../scenario/files.js';
import { diagramOf } from '../../scenario/report/diagram.js';
import { runScenario } from '../../scenario/run.js';
import type { Sequence } from '../../trace/sequence.js';
import { sequenceMermaid } from '../../trace/sequence-mermaid.js';
import { sequenceOfTrace } from '../../trace/sequence-of-trace.js';
import { sequenceSVG } from '../../trace/sequence-svg.js';
import { sequenceText } from '../../trace/sequence-text.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { readTrace } from '../read-trace.js';
import { printFileErrors } from '../scenarios/load-all.js';

type Format = 'mermaid' | 'svg' | 'text';

interface Options {
  as?: Format;
  scenario: string;
  output?: string;
}

export default function diagram(cli: Cli): Command {
  return new Command()
    .argument('<file>', 'a scenario (*.sig.yaml), which is run, or a trace (NDJSON)')
    .addOption(
      new Option('--as <format>', 'mermaid if left out, or by the name of the output').choices([
        'mermaid',
        'svg',
        'text',
      ]),
    )
    .option('--scenario <n>', 'which scenario of the file, from 1', '1')
    .option('-o, --output <file>', 'write it to a file')
    .addHelpText(
      'after',
      examples(
        ['sig diagram call.sig.yaml', 'Mermaid, for Markdown'],
        ['sig diagram call.sig.yaml -o call.svg'],
        ['sig diagram trace.ndjson --as text'],
      ),
    )
    .action(async (file: string, options: Options) => {
      const format = formatOf(options);
      const sequence = await sequenceOf(cli, file, options);
      if (!sequence) return;
      const drawn = draw(sequence, format, cli.columns);
      if (options.output === undefined) cli.out(drawn);
      else writeFileInFolders(options.output, `${drawn}\n`);
    });
}

async function sequenceOf(cli: Cli, file: string, { scenario }: Options): Promise<Sequence | undefined> {
  if (!/\.ya?ml$/.test(file)) return sequenceOfTrace(readTrace(file));
  const { scenarios, errors } = loadFile(file);
  if (errors.length > 0) {
    printFileErrors(cli, errors);
    cli.exitCode = 2;
    return undefined;
  }
  const chosen = scenarios[Number(scenario) - 1];
  if (!chosen)
    throw new SigError(USAGE, `${file} has ${scenarios.length} scenarios, and no number ${scenario}`);
  return diagramOf(await runScenario(chosen));
}

/** @throws SigError -4 for the name of a file in a form that is not drawn */
function formatOf({ as, output }: Options): Format {
  if (as !== undefined || output === undefined) return as ?? 'mermaid';
  const format = FORMATS[extname(output).toLowerCase()];
  if (format) return format;
  throw new SigError(
    USAGE,
    `what form is ${output} to have? Mermaid, SVG and text can be drawn`,
    'name it *.mmd, *.md, *.svg or *.txt, or give --as; a browser opens an SVG, and saves it as an image',
  );
}

const FORMATS: Readonly<Record<string, Format>> = {
  ...{ '.svg': 'svg', '.txt': 'text', '.mmd': 'mermaid', '.mermaid': 'mermaid', '.md': 'mermaid' },
};

function draw(sequence: Sequence, format: Format, columns: number): string {
  if (format === 'svg') return sequenceSVG(sequence);
  return format === 'text' ? sequenceText(sequence, { width: columns }) : sequenceMermaid(sequence);
}
