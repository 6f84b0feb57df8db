import { Document, isCollection, type Node, type YAMLSeq } from 'yaml';
import { spacedName } from '../../hub/core/app-settings.js';
import { CODE } from '../../im/error-codes.js';
import { formatDuration } from '../format/duration.js';
import { optionsInFlow, type StepText, TOGETHER, writtenCast } from '../format/write.js';
import type { Script, ScriptLine } from './script.js';

/** Times are written to this many milliseconds. */
export const ROUNDED_MS = 100;

/** A line as a step; the only option that needs no name stands alone. */
export function stepOf({ says, options }: ScriptLine): StepText {
  const keys = Object.keys(options);
  if (keys.length === 0) return says;
  const [key] = keys;
  const bare = keys.length === 1 && (key === 'text' || key === 'time' || key === 'args');
  return { [says]: bare ? options[key!] : options };
}

/** The header of a scenario: its name, and who takes part. */
export function headerOf({ title, users, groups, lines }: Script): Record<string, unknown> {
  const told = lines.some(({ options }) => options.fails === CODE.ERR_SVR_MSG_IN_PEER_BLACKLIST);
  return {
    scenario: title,
    ...writtenCast(users, groups),
    ...(told ? { hub: { [spacedName('blockedSenderIsTold')]: true } } : {}),
  };
}

/** Lines with the time between them, and those that are done at the same time in one block. */
export function* paced(
  lines: readonly ScriptLine[],
  roundedMs = ROUNDED_MS,
): Generator<{ after: number; at: number } | { lines: ScriptLine[] }> {
  let now = 0;
  for (let index = 0; index < lines.length; ) {
    const first = lines[index]!;
    const block = [first];
    if (first.together !== undefined)
      while (lines[index + block.length]?.together === first.together)
        block.push(lines[index + block.length]!);
    index += block.length;
    const at = first.at === undefined ? now : Math.round(first.at / roundedMs) * roundedMs;
    if (at > now && !block.every((each) => each.dropped)) {
      yield { after: at - now, at };
      now = at;
    }
    yield { lines: block };
  }
}

/** The script as the text of a scenario file. */
export function scriptText(script: Script, roundedMs: number = ROUNDED_MS): string {
  const document = new Document({ ...headerOf(script), steps: [] }, { aliasDuplicateObjects: false });
  for (const key of ['users', 'groups']) {
    const node = document.get(key, true) as Node | undefined;
    if (isCollection(node)) node.flow = true;
  }
  const steps = document.get('steps', true) as unknown as YAMLSeq;
  steps.flow = false;
  let comments: string[] = [];
  const put = (step: unknown) => {
    const node = document.createNode(step) as Node;
    optionsInFlow(node);
    if (comments.length > 0) node.commentBefore = comments.join('\n');
    comments = [];
    steps.add(node);
  };
  for (const part of paced(script.lines, roundedMs)) {
    if ('after' in part) {
      put({ after: formatDuration(part.after) });
      continue;
    }
    for (const { remarks } of part.lines)
      comments.push(...remarks.flatMap((remark) => remark.split('\n')).map((remark) => ` ${remark}`));
    const kept = part.lines.filter((each) => !each.dropped);
    if (kept.length > 1) put({ [TOGETHER]: kept.map(stepOf) });
    else if (kept[0]) put(stepOf(kept[0]));
  }
  if (comments.length > 0) steps.comment = comments.join('\n');
  if (script.notes.length > 0) document.commentBefore = script.notes.map((note) => ` ${note}`).join('\n');
  return document.toString({ lineWidth: 110, flowCollectionPadding: true });
}
