import { Document, isCollection, isScalar, isSeq, type Node, type Pair, type YAMLSeq } from 'yaml';
import { platformOf } from '../../device/config.js';
import { DEFAULT_DEVICE } from '../bench/seat.js';
import { formatDuration } from '../format/duration.js';
import type { CastDevice, CastMember, Line, Script } from './script.js';

/** Times are written to this many milliseconds. */
export const ROUNDED_MS = 100;

const TOGETHER = 'at the same time';

/** A step as it stands in a file: its sentence, or a sentence with options. */
export type Step = string | Record<string, unknown>;

/** A line as a step; the only option that needs no name stands alone. */
export function stepOf({ says, options }: Line): Step {
  const keys = Object.keys(options);
  if (keys.length === 0) return says;
  const [key] = keys;
  const bare = keys.length === 1 && (key === 'text' || key === 'time' || key === 'args');
  return { [says]: bare ? options[key!] : options };
}

/** Who takes part, as the header of a scenario has it. */
export function headerOf({ title, cast, groups }: Script): Record<string, unknown> {
  return {
    scenario: title,
    users: cast.map(userOf),
    ...(groups.length === 0
      ? {}
      : {
          groups: Object.fromEntries(
            groups.map(({ name, type, members }) => [name, type === 'Work' ? members : { type, members }]),
          ),
        }),
  };
}

function userOf({ name, devices }: CastMember): unknown {
  const [first] = devices;
  if (devices.length > 1 || first!.name !== DEFAULT_DEVICE) {
    return { [name]: { devices: Object.fromEntries(devices.map((each) => [each.name, deviceOf(each)])) } };
  }
  const options = deviceOf(first!);
  return Object.keys(options).length === 0 ? name : { [name]: options };
}

function deviceOf({ name, platform, dialect, online, clockOffset }: CastDevice): Record<string, unknown> {
  return {
    ...(dialect === 'native' ? {} : { dialect }),
    ...(platform === platformOf(name) ? {} : { platform }),
    ...(online ? {} : { online }),
    ...(clockOffset === 0
      ? {}
      : { clock: `${clockOffset < 0 ? '-' : ''}${formatDuration(Math.abs(clockOffset))}` }),
  };
}

/** Lines with the time between them, and those that are done at the same time in one block. */
export function* paced(
  lines: readonly Line[],
  roundedMs = ROUNDED_MS,
): Generator<{ after: number; at: number } | { lines: Line[] }> {
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
    inFlow(node);
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

/** A step's options in braces; the steps of a block in lines of their own. */
function inFlow(step: Node): void {
  if (!('items' in step)) return;
  for (const pair of step.items as Pair[]) {
    const { key, value } = pair;
    if (isSeq(value) && isScalar(key) && key.value === TOGETHER) {
      for (const each of value.items) inFlow(each as Node);
    } else if (isCollection(value)) value.flow = true;
  }
}
