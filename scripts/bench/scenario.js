import { VirtualClock } from '../../dist/runtime/virtual-clock.js';
import { explore } from '../../dist/scenario/explore/explore.js';
import { loadScenarios } from '../../dist/scenario/load.js';
import { runScenario } from '../../dist/scenario/run.js';
import { median } from './median.js';

export const about =
  'a flow is an invite, its arrival, an accept and its arrival; 1,000 scenarios of 20 steps';

const ROUNDS = 3;
const SCENARIOS = 1000;
const FLOWS_EACH = 5;

/** Five calls of four steps each. */
const TEXT = `scenario: five calls
users: [alice, bob]
steps:
${Array.from(
  { length: FLOWS_EACH },
  (_, index) => `  - alice invites bob: { timeout: 30, as: call${index} }
  - bob receives call${index}
  - bob accepts call${index}
  - alice sees bob accept call${index}
`,
).join('')}`;

export async function run() {
  const began = performance.now();
  for (let count = 0; count < SCENARIOS; count++) loadScenarios('bench.sig.yaml', TEXT);
  const loadS = (performance.now() - began) / 1000;
  const [scenario] = loadScenarios('bench.sig.yaml', TEXT).scenarios;
  const flows = await measure(async () => {
    for (let count = 0; count < SCENARIOS; count++) {
      const { status } = await runScenario(scenario);
      if (status !== 'passed') throw new Error('the scenario fails');
    }
  });
  const timers = await measure(bareQueue);
  return [
    {
      what: 'event queue alone',
      value: (SCENARIOS * FLOWS_EACH) / timers,
      unit: 'flows/s',
      note: '4 timers a flow',
    },
    {
      what: 'scenarios',
      value: (SCENARIOS * FLOWS_EACH) / flows,
      unit: 'flows/s',
      ratio: timers / flows,
      note: `${SCENARIOS} of 20 steps in ${flows.toFixed(2)} s`,
    },
    { what: 'exploring, a fault in each', value: await orders(), unit: 'orders/s' },
    { what: 'loading', value: SCENARIOS / loadS, unit: 'files/s' },
  ];
}

/** Two calls that cross, and one fault of any kind. */
const CROSSING = `scenario: accept and cancel cross
users: [alice, bob]
steps:
  - alice invites bob: { timeout: 30 }
  - bob receives call
  - at the same time:
      - alice cancels call
      - bob accepts call
`;

async function orders() {
  const [scenario] = loadScenarios('bench.sig.yaml', CROSSING).scenarios;
  const seconds = await measure(() => explore(scenario, { orders: SCENARIOS, faults: 1, delay: 1000 }));
  return SCENARIOS / seconds;
}

/** The same number of turns on a virtual clock with nothing in them. */
async function bareQueue() {
  for (let count = 0; count < SCENARIOS; count++) {
    const clock = new VirtualClock();
    for (let timer = 0; timer < FLOWS_EACH * 4; timer++) clock.setTimer(timer, () => {});
    await clock.advance(FLOWS_EACH * 4);
  }
}

/** Seconds, the median of a few rounds. */
async function measure(work) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await work();
    rounds.push((performance.now() - began) / 1000);
  }
  return median(rounds);
}
