import { Document, isCollection, isScalar, isSeq, type Node, type Pair, type YAMLSeq } from 'yaml';
import { platformOf } from '../../device/config.js';
import { DEFAULT_DIALECT } from '../../signaling/dialects/index.js';
import { DEFAULT_DEVICE } from '../testbed/test-device.js';
import type { DeviceSpec, GroupSpec, UserSpec } from '../testbed/testbed.js';
import { formatDuration } from './duration.js';

/** A step as it stands in a file: a sentence, or a sentence with what follows the colon. */
export type StepText = string | { readonly [sentence: string]: unknown };

/** A text stays on one line, whatever is in it. */
const ONE_LINE_TEXTS = {
  lineWidth: 0,
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
} as const;

export const TOGETHER = 'at the same time';

/** One scenario as the text of a file: a step on each line. */
export function writeScenario(head: Readonly<Record<string, unknown>>, steps: readonly StepText[]): string {
  const document = new Document({ ...head, steps }, { aliasDuplicateObjects: false });
  for (const key of Object.keys(head)) setInFlow(document.get(key, true));
  const list = document.get('steps', true) as unknown as YAMLSeq<Node>;
  for (const step of list.items) optionsInFlow(step);
  return document.toString(ONE_LINE_TEXTS);
}

/** One step, on one line. */
export function stepLine(step: StepText): string {
  const document = new Document([step], { aliasDuplicateObjects: false });
  const [node] = (document.contents as unknown as YAMLSeq<Node>).items;
  if (isCollection(node)) for (const pair of node.items as Pair[]) setInFlow(pair.value);
  return document.toString(ONE_LINE_TEXTS).replace(/^- /, '').trimEnd();
}

/** A step's options in braces; the steps of a block in lines of their own. */
export function optionsInFlow(step: Node): void {
  if (!('items' in step)) return;
  for (const { key, value } of step.items as Pair[]) {
    if (isSeq(value) && isScalar(key) && key.value === TOGETHER) {
      for (const each of value.items) optionsInFlow(each as Node);
    } else setInFlow(value);
  }
}

function setInFlow(node: unknown): void {
  if (isCollection(node)) node.flow = true;
}

/** Who takes part, as a header has it: users with their devices, and groups. */
export function writtenCast(
  users: readonly UserSpec[],
  groups: readonly GroupSpec[],
): Record<string, unknown> {
  return {
    users: users.map(writtenUser),
    ...(groups.length === 0 ? {} : { groups: Object.fromEntries(groups.map(writtenGroup)) }),
  };
}

function writtenUser({ name, devices }: UserSpec): unknown {
  const [first] = devices;
  if (devices.length > 1 || first!.name !== DEFAULT_DEVICE)
    return {
      [name]: { devices: Object.fromEntries(devices.map((each) => [each.name, writtenDevice(each)])) },
    };
  const options = writtenDevice(first!);
  return Object.keys(options).length === 0 ? name : { [name]: options };
}

/** Only what differs from what a device is if nothing is said. */
function writtenDevice({
  name,
  platform,
  dialect,
  online,
  clockOffset,
}: DeviceSpec): Record<string, unknown> {
  const clock = `${clockOffset < 0 ? '-' : ''}${formatDuration(Math.abs(clockOffset))}`;
  return {
    ...(dialect === DEFAULT_DIALECT ? {} : { dialect }),
    ...(platform === undefined || platform === platformOf(name) ? {} : { platform }),
    ...(online ? {} : { online }),
    ...(clockOffset === 0 ? {} : { clock }),
  };
}

function writtenGroup({ name, type, members }: GroupSpec): [string, unknown] {
  return [name, type === 'Work' ? members : { type, members }];
}
