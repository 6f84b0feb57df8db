import type { TraceEvent } from '../../trace/event.js';
import type { DrawnAnswer } from '../../trace/sequence-of-trace.js';
import { type StepText, writeScenario, writtenCast } from '../format/write.js';
import { loadScenarios } from '../load.js';
import type { Scenario } from '../plan.js';
import { type Failure, Player } from '../play.js';
import { DEFAULT_SEED } from '../run.js';
import { Testbed } from '../testbed/testbed.js';
import { exploredBlock } from './explored-block.js';
import type { InterleavingResult } from './interleaving-result.js';
import { type Broken, judge } from './judge.js';
import { comment, expectations, hubOf, invariantsOf } from './scenario-file.js';
import { stepText } from './sentences.js';

/** An order with nothing in it that does not matter: without any one of its steps the invariant is not broken. */
export interface MinimalCase {
  /** As a scenario file. */
  text: string;
  /** What happens, step by step, but for what every such file begins and ends with. */
  steps: readonly StepText[];
  broken: Broken;
  events: readonly TraceEvent[];
  answers: readonly DrawnAnswer[];
  names: ReadonlyMap<string, string>;
  users: readonly string[];
  startedAt: number;
}

/** Who takes part, and what happens. */
interface Candidate {
  scenario: Scenario;
  steps: readonly Step[];
}

interface Step {
  text: StepText;
  /** The frame of every such file: holding the network, letting it go, and the time in which all timers run out. */
  kept: boolean;
}

interface Played {
  broken: Broken | undefined;
  failures: readonly Failure[];
  /** Line of each step. */
  lines: readonly number[];
  known: readonly string[];
  minimal: Omit<MinimalCase, 'text' | 'steps' | 'broken'>;
}

/** Steps may make each other removable; more rounds than this find next to nothing. */
const ROUNDS = 4;

/**
 * Takes away users and steps one by one, as long as the same invariant is broken (delta debugging, one at a time).
 * @returns undefined when the order breaks nothing, or not when it is played as a file
 */
export async function minimalCase(
  scenario: Scenario,
  run: Pick<InterleavingResult, 'script' | 'broken'>,
): Promise<MinimalCase | undefined> {
  const wanted = run.broken?.invariant;
  if (wanted === undefined) return undefined;
  const before = scenario.steps.slice(0, exploredBlock(scenario)).map(stepText);
  const last = run.script.length - 1;
  const during = run.script.map(
    (text, index): Step => ({ text, kept: FRAME.test(String(text)) || index === last }),
  );
  let best: Candidate = { scenario, steps: [...before.map((text) => ({ text, kept: false })), ...during] };
  let played = await reproduces(best, wanted);
  if (!played) return undefined;
  const tryIt = async (candidate: Candidate) => {
    const smaller = await reproduces(candidate, wanted);
    if (!smaller) return false;
    [best, played] = [smaller.candidate, smaller];
    return true;
  };
  for (const { name } of scenario.testbed.users) await tryIt(withoutUser(best, name));
  for (let round = 0; round < ROUNDS; round++) {
    let changed = false;
    for (let at = best.steps.length - 1; at >= 0; at--) {
      const step = best.steps[at];
      if (!step || step.kept) continue;
      if (await tryIt({ ...best, steps: best.steps.filter((each) => each !== step) })) changed = true;
    }
    if (!changed) break;
  }
  return finished(best, played);
}

const FRAME = /^the network (holds everything|lets everything go)$/;

function finished({ scenario, steps }: Candidate, { broken, known, minimal }: Played): MinimalCase {
  const judged = { broken, known: [...known], events: [...minimal.events], names: new Map(minimal.names) };
  const text = fileText(scenario, [...steps.map((each) => each.text), ...expectations(judged)]);
  return {
    ...minimal,
    text: `${comment(judged)}${text}`,
    steps: steps.filter(({ kept }) => !kept).map((each) => each.text),
    broken: broken!,
  };
}

function fileText(scenario: Scenario, steps: readonly StepText[]): string {
  const { testbed, seed, name } = scenario;
  const hub = hubOf(testbed.settings);
  const head = {
    scenario: `${name}: one order that sig explore found`,
    ...writtenCast(testbed.users, testbed.groups),
    ...(Object.keys(hub).length > 0 ? { hub } : {}),
    ...invariantsOf(scenario),
    ...(seed === undefined ? {} : { seed }),
  };
  return writeScenario(head, steps);
}

/**
 * Plays a candidate. A step that cannot be done any more, as what it speaks of never happens now, is taken out too.
 * @returns undefined when something else goes wrong in it, or the invariant is not broken
 */
async function reproduces(
  candidate: Candidate,
  wanted: string,
): Promise<(Played & { candidate: Candidate }) | undefined> {
  let { steps } = candidate;
  for (;;) {
    const played = await play({ ...candidate, steps });
    if (!played) return undefined;
    const other = played.failures.find(({ step }) => step !== wanted);
    if (!other)
      return played.broken?.invariant === wanted
        ? { ...played, candidate: { ...candidate, steps } }
        : undefined;
    const at = played.lines.findLastIndex((line) => line <= other.line);
    const impossible = steps[at];
    if (!impossible || impossible.kept) return undefined;
    steps = steps.filter((each) => each !== impossible);
  }
}

async function play({ scenario, steps }: Candidate): Promise<Played | undefined> {
  const text = fileText(
    scenario,
    steps.map((each) => each.text),
  );
  const { scenarios, errors } = loadScenarios('explored', text);
  const [loaded] = scenarios;
  if (errors.length > 0 || !loaded) return undefined;
  const testbed = await Testbed.open(loaded.testbed, { seed: scenario.seed ?? DEFAULT_SEED });
  try {
    const player = new Player(testbed);
    player.watch(loaded.invariants);
    for (const step of loaded.steps) {
      await player.step(step);
      // A broken invariant is no reason to stop: an order goes on to its end.
      if (player.failures.length > player.broken.length) break;
    }
    await player.finish();
    const { events, answers, startedAt } = testbed;
    const names = new Map([...testbed.invitations].map(([name, id]) => [id, name]));
    const users = loaded.testbed.users.map(({ name }) => name);
    const { broken, known } = judge(testbed, player, []);
    const minimal = { events: events.slice(), answers, names, users, startedAt };
    const failures = player.failures.filter((each) => !player.broken.includes(each));
    return { broken, known, failures, lines: loaded.steps.map(({ line }) => line), minimal };
  } catch {
    return undefined;
  } finally {
    testbed.close();
  }
}

/** The same without somebody: what he does, what reaches him, and his name among those who are invited. */
function withoutUser({ scenario, steps }: Candidate, user: string): Candidate {
  const { users, groups } = scenario.testbed;
  const testbed = {
    ...scenario.testbed,
    users: users.filter(({ name }) => name !== user),
    groups: groups.map((group) => ({ ...group, members: group.members.filter((each) => each !== user) })),
  };
  const left = steps.flatMap((step): Step[] => {
    const text = withoutName(step.text, user);
    return text === undefined ? [] : [text === step.text ? step : { ...step, text }];
  });
  return { scenario: { ...scenario, testbed }, steps: left };
}

function withoutName(text: StepText, user: string): StepText | undefined {
  if (typeof text === 'string') return sentenceWithout(text, user);
  const entries = Object.entries(text).flatMap(([sentence, options]) => {
    if (Array.isArray(options) && options.some((each) => typeof each === 'string' && mentions(each, user))) {
      const left = options.filter((each) => !(typeof each === 'string' && mentions(each, user)));
      return left.length > 0 ? [[sentence, left]] : [];
    }
    const left = sentenceWithout(sentence, user);
    return left === undefined ? [] : [[left, options]];
  });
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as StepText);
}

/** `queue invites a1 and a3 in team` for `queue invites a1, a2 and a3 in team`; nothing of what is his alone. */
function sentenceWithout(sentence: string, user: string): string | undefined {
  if (!mentions(sentence, user)) return sentence;
  const list = /^(\S+(?:'s \S+)? invites )(.+)( in \S+.*)$/.exec(sentence);
  if (!list || mentions(list[1]!, user)) return undefined;
  const names = list[2]!.split(/,\s*|\s+and\s+/).filter((name) => name !== user);
  if (names.length === 0) return undefined;
  const written = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${list[1]}${written}${list[3]}`;
}

function mentions(sentence: string, user: string): boolean {
  return sentence.split(/[\s,]+/).some((word) => word === user || word === `${user}'s`);
}
