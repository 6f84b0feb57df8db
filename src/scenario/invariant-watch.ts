import { formatDuration } from './format/duration.js';
import { oneEnd } from './invariants.js';
import type { PlannedInvariant } from './plan.js';
import { deviceLabel } from './steps/believes.js';
import type { StepCheck, StepJudgement } from './steps/define.js';
import type { Testbed } from './testbed/testbed.js';

/** What breaks a claim, and what makes it hold. */
interface Seen {
  broken: string | undefined;
  holds: string;
}

/** What a scenario says must hold always, never or in the end, looked at as it runs. */
export class InvariantWatch {
  readonly planned: PlannedInvariant;
  #testbed: Testbed;
  #checks: readonly StepCheck[];

  /** @param checks one for each expectation of the claim */
  constructor(testbed: Testbed, planned: PlannedInvariant, checks: readonly StepCheck[]) {
    this.#testbed = testbed;
    this.planned = planned;
    this.#checks = checks;
  }

  /** What breaks it now, in a line for a person; undefined where nothing does. */
  broken(): string | undefined {
    const { claim, when } = this.planned;
    const seen = claim.kind === 'one end' ? this.#secondEnd(claim.call) : this.#count();
    if (when !== 'never') return seen.broken;
    return seen.broken === undefined ? seen.holds : undefined;
  }

  #secondEnd(call: string | undefined): Seen {
    const { invitations, views } = this.#testbed;
    const inviteID = call === undefined ? undefined : invitations.get(call);
    const own = views.filter((view) => call === undefined || view.inviteID === inviteID);
    const broken = oneEnd.broken(
      own,
      (view) => `${deviceLabel(this.#testbed, view)} (${this.#testbed.invitationName(view.inviteID)})`,
    );
    return { broken, holds: 'no device has heard two ends' };
  }

  #count(): Seen {
    const { claim, when } = this.planned;
    if (claim.kind !== 'count') return { broken: undefined, holds: '' };
    const scope = { after: () => 0, inOrder: false, at: undefined, anywhere: true, own: true };
    const findings: StepJudgement[] = this.#checks.map((check) => check(scope));
    const met = claim.of.filter((_, index) => findings[index]!.met);
    const holds = `${this.#time()}: ${met.length > 0 ? met.map(({ said }) => said).join(', ') : 'none of them'}`;
    const open = findings.filter((each) => !each.met && each.unknown).length;
    // What nobody knows of yet breaks no rule that must hold always.
    const most = when === 'always' ? met.length + open : met.length;
    if (most >= claim.least && met.length <= claim.most) return { broken: undefined, holds };
    if (claim.of.length > 1) return { broken: holds, holds };
    const [first] = findings;
    return { broken: first && !first.met ? `${this.#time()}: ${first.seen}` : holds, holds };
  }

  #time(): string {
    return `at ${formatDuration(this.#testbed.elapsed)}`;
  }
}
