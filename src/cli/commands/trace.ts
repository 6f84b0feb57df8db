import { statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { Decoder } from '../../decode/decoder.js';
import { historySequence } from '../../decode/timeline/history-sequence.js';
import { MessageLog } from '../../decode/timeline/message-log.js';
import { type InvitationReport, report } from '../../decode/timeline/report.js';
import { CODE, USAGE } from '../../im/error-codes.js';
import { SigError } from '../../im/sig-error.js';
import { realClock } from '../../runtime/real-clock.js';
import { utcYear } from '../../runtime/utc.js';
import { recordHistory } from '../../scenario/record/record.js';
import { sequenceMermaid } from '../../trace/sequence-mermaid.js';
import { sequenceSVG } from '../../trace/sequence-svg.js';
import { sequenceText } from '../../trace/sequence-text.js';
import type { Cli } from '../cli.js';
import { examples } from '../examples.js';
import { bytesOf } from '../input.js';
import { progressBar } from '../print/progress-bar.js';
import { printInvitationReport, printTraced, tonePaint } from '../print/traced.js';

interface Options {
  id?: string;
  diagram?: 'text' | 'mermaid' | 'svg';
  asScenario?: boolean;
  anomalies?: boolean;
}

export default function trace(cli: Cli): Command {
  return new Command()
    .argument('<file...>', 'logs of messages, one side or several; - for the input')
    .option('--id <inviteID>', 'one invitation (any unambiguous beginning), with its diagram')
    .addOption(new Option('--diagram <form>', 'only the diagram').choices(['text', 'mermaid', 'svg']))
    .option('--as-scenario', 'print a scenario that plays it again on the hub')
    .option('--anomalies', 'only invitations in which something went wrong')
    .addHelpText(
      'after',
      examples(
        ['sig trace alice.log bob.log', 'every invitation, and what went wrong between the two'],
        ['sig trace app.log --id 51711d', 'one of them, with a sequence diagram'],
        ['sig trace app.log --id 51711d --diagram svg > call.svg'],
        ['sig trace app.log --id 51711d --as-scenario > call.sig.yaml', 'then: sig run call.sig.yaml'],
      ),
    )
    .action((files: string[], options: Options) => run(cli, files, options));
}

async function run(cli: Cli, files: string[], options: Options): Promise<void> {
  const log = new MessageLog(utcYear(realClock.now()));
  await readAll(cli, files, log);
  const all = report(log);
  if (all.length === 0) {
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      'no signals in these logs',
      'sig decode FILE shows what is in one',
    );
  }
  const chosen = options.id === undefined ? all : [choose(all, options.id)];
  const reports = options.anomalies ? chosen.filter((each) => each.anomalies.length > 0) : chosen;
  if (options.asScenario) {
    await scenario(cli, reports);
  } else if (options.diagram) {
    if (chosen.length > 1)
      throw new SigError(
        USAGE,
        'a diagram shows one invitation',
        'choose it with --id; sig trace FILE lists them',
      );
    cli.out(drawn(cli, chosen[0]!, options.diagram).trimEnd());
  } else if (cli.json) {
    for (const { traced } of reports) cli.out(JSON.stringify(traced));
  } else if (options.id !== undefined) {
    printInvitationReport(cli, reports[0] ?? chosen[0]!);
    cli.out('');
    cli.out(drawn(cli, chosen[0]!, 'text').trimEnd());
  } else {
    printTraced(cli, reports, all.length);
  }
}

async function scenario(cli: Cli, reports: readonly InvitationReport[]): Promise<void> {
  const begun = reports.filter(({ history }) => history.invite !== undefined);
  if (begun.length === 0) {
    throw new SigError(
      CODE.ERR_INVALID_PARAMETERS,
      'there is nothing to play: the invitation itself is in none of these logs',
    );
  }
  const recordings = [];
  for (const { history } of begun) recordings.push(await recordHistory(history));
  cli.out(
    recordings
      .map(({ text }) => text)
      .join('---\n')
      .trimEnd(),
  );
}

function drawn(cli: Cli, reports: InvitationReport, form: 'text' | 'mermaid' | 'svg'): string {
  const sequence = historySequence(reports);
  if (form === 'mermaid') return sequenceMermaid(sequence);
  if (form === 'svg') return sequenceSVG(sequence);
  return sequenceText(sequence, { width: cli.columns, paint: tonePaint(cli.paint) });
}

/** Reads the files one after another; a bar shows how far it is. */
async function readAll(cli: Cli, files: readonly string[], log: MessageLog): Promise<void> {
  const bar = progressBar(cli, 'KB', 'of');
  const sizes = files.map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  let read = 0;
  const passed = (bytes: number) => {
    read += bytes;
    if (whole > 0) bar.show(Math.ceil(read / 1024), Math.ceil(Math.max(whole, read) / 1024));
  };
  try {
    for (const file of files) {
      const decoder = new Decoder((line, surroundings) => log.add(line, surroundings), { file });
      await decoder.stream(counted(bytesOf(cli, file), passed));
    }
  } finally {
    bar.clear();
  }
}

/** The same bytes, with the size of each piece told as it passes. */
async function* counted(
  pieces: AsyncIterable<Buffer>,
  passed: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    passed(piece.length);
    yield piece;
  }
}

function choose(all: readonly InvitationReport[], id: string): InvitationReport {
  const fitting = all.filter(({ history }) => history.inviteID.startsWith(id));
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length === 0)
    throw new SigError(
      CODE.ERR_SDK_SIGNALING_INVALID_INVITE_ID,
      `no invitation in these logs begins with ${id}`,
      'sig trace FILE lists them',
    );
  const exact = fitting.find(({ history }) => history.inviteID === id);
  if (exact) return exact;
  const list = fitting.slice(0, 10).map(({ history }) => history.inviteID);
  throw new SigError(USAGE, `${fitting.length} invitations begin with ${id}`, list.join('\n'));
}
