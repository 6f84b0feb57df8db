import type { SchedulingPolicy } from './interleaving-result.js';
import { type Choice, independent } from './move.js';

interface Node {
  choices: readonly Choice[];
  chosen: number;
  /** What has been tried here, or need not be tried as an equal order has been. */
  sleeping: Set<string>;
  /** What is to be tried here. */
  wanted: Set<string>;
  /** How many faults happened before. */
  faults: number;
}

/** {@link Search.snapshot} */
export interface SearchState {
  complete: boolean;
  fresh: number;
  path: { choices: Choice[]; chosen: number; sleeping: string[]; wanted: string[]; faults: number }[];
}

/**
 * Depth first through the tree of choices, by running again from the start. Orders that differ only in the sequence of things
 * that don't touch each other are tried once: sleep sets (Godefroid), and only what a race in an order asks for is tried at
 * all (Flanagan and Godefroid's dynamic partial-order reduction, with the initials of Abdulla and others).
 */
export class Search {
  complete = false;
  #path: Node[] = [];
  /** Nodes before this one are as they were in the order before. */
  #fresh = 0;
  #faults: number;
  #reduces: boolean;
  #root: number | undefined;

  /**
   * @param faults at most so many in one order
   * @param root only the orders that begin with this choice
   * @param reduce false to try every order there is, also those that differ in nothing: what the reduction is tested against
   */
  constructor(faults: number, reduce = true, root?: number) {
    this.#root = root;
    this.#faults = faults;
    this.#reduces = reduce;
  }

  readonly policy: SchedulingPolicy = (choices, depth) => {
    const node = this.#path[depth];
    if (node) return node.chosen;
    if (depth === 0 && this.#root !== undefined) return this.#chooseRoot(choices, this.#root);
    const faults = this.#faultsOnPath();
    const sleeping = this.#inherited();
    if (faults >= this.#faults) for (const { id, fault } of choices) if (fault) sleeping.add(id);
    const chosen = choices.findIndex(({ id }) => !sleeping.has(id));
    if (chosen < 0) return undefined;
    const made = choices[chosen]!;
    const wanted = new Set([made.id]);
    for (const choice of choices) {
      if (!this.#reduces || isUnasked(choice) || rivals(choice, made)) wanted.add(choice.id);
    }
    this.#path.push({ choices, chosen, sleeping, wanted, faults });
    return chosen;
  };

  /** All first choices are tried, each by a search of its own: those before this one are asleep in it. */
  #chooseRoot(choices: readonly Choice[], root: number): number | undefined {
    const made = choices[root]!;
    if (made.fault && this.#faults === 0) return undefined;
    const sleeping = new Set(choices.slice(0, root).map(({ id }) => id));
    this.#path.push({ choices, chosen: root, sleeping, wanted: new Set([made.id]), faults: 0 });
    return root;
  }

  /** Where the search stands between two orders, as JSON. */
  snapshot(): SearchState {
    return {
      complete: this.complete,
      fresh: this.#fresh,
      path: this.#path.map(({ choices, sleeping, wanted, ...rest }) => ({
        ...rest,
        choices: choices.map(({ id, touches, causes, settles, fault }) => ({
          id,
          touches,
          causes,
          settles,
          fault,
        })),
        sleeping: [...sleeping],
        wanted: [...wanted],
      })),
    };
  }

  /** Goes on from there. */
  restore({ complete, fresh, path }: SearchState): void {
    this.complete = complete;
    this.#fresh = fresh;
    this.#path = path.map((node) => ({
      ...node,
      sleeping: new Set(node.sleeping),
      wanted: new Set(node.wanted),
    }));
  }

  /** How many faults the order has that was run last. */
  get faults(): number {
    return this.#faultsOnPath();
  }

  #faultsOnPath(): number {
    const last = this.#path.at(-1);
    return last ? last.faults + (last.choices[last.chosen]!.fault ? 1 : 0) : 0;
  }

  /** What slept above sleeps on until something happens that touches it. */
  #inherited(): Set<string> {
    const above = this.#path.at(-1);
    const sleeping = new Set<string>();
    if (!above || !this.#reduces) return sleeping;
    const made = above.choices[above.chosen]!;
    for (const choice of above.choices) {
      if (above.sleeping.has(choice.id) && independent(choice, made)) sleeping.add(choice.id);
    }
    return sleeping;
  }

  /** Goes on to the next order. */
  next(): void {
    if (this.#reduces) this.#findRaces();
    for (let node = this.#path.at(-1); node; node = this.#path.at(-1)) {
      if (this.#root !== undefined && this.#path.length === 1) break;
      node.sleeping.add(node.choices[node.chosen]!.id);
      const { sleeping, wanted } = node;
      const chosen = node.choices.findIndex(({ id }) => wanted.has(id) && !sleeping.has(id));
      if (chosen >= 0) {
        node.chosen = chosen;
        this.#fresh = this.#path.length - 1;
        return;
      }
      this.#path.pop();
    }
    this.complete = true;
  }

  /** Two that touch the same, with nothing between that orders them, could have come the other way round. */
  #findRaces(): void {
    const made = this.#path.map((node) => node.choices[node.chosen]!);
    const before: Set<number>[] = [];
    for (const [at, choice] of made.entries()) {
      const mine = new Set<number>();
      before.push(mine);
      const races: number[] = [];
      for (let earlier = at - 1; earlier >= 0; earlier--) {
        if (mine.has(earlier)) continue;
        const caused = choice.causes.includes(earlier);
        if (!caused && independent(made[earlier]!, choice)) continue;
        if (!caused) races.push(earlier);
        mine.add(earlier);
        for (const each of before[earlier]!) mine.add(each);
      }
      if (at < this.#fresh || isUnasked(choice)) continue;
      for (const earlier of races) this.#want(earlier, at, made, before);
    }
  }

  /** Sees to it that what came at `later` comes before what came at `earlier`, if that can be. */
  #want(earlier: number, later: number, made: readonly Choice[], before: readonly Set<number>[]): void {
    const between: number[] = [];
    for (let at = earlier + 1; at < later; at++) if (!before[at]!.has(earlier)) between.push(at);
    between.push(later);
    const node = this.#path[earlier]!;
    const first = between.filter((at) => !between.some((other) => before[at]!.has(other)));
    const ids = first.map((at) => made[at]!.id);
    if (ids.some((id) => node.wanted.has(id))) return;
    const id = ids.find((each) => node.choices.some((choice) => choice.id === each));
    if (id !== undefined) node.wanted.add(id);
    else for (const choice of node.choices) node.wanted.add(choice.id);
  }
}

/** No race asks for it, as it need not happen at all: a fault, and time that passes. It is tried wherever it can happen. */
function isUnasked(choice: Choice): boolean {
  return choice.fault || choice.id === 'time';
}

/** Of the two only one can happen: a frame arrives, alone or with another, or it is lost. */
function rivals(a: Choice, b: Choice): boolean {
  return a !== b && a.settles.some((each) => b.settles.includes(each));
}
