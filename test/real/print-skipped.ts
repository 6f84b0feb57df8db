import type { Reporter, TestModule, TestSuite } from 'vitest/node';

/** Prints a line for each suite that was skipped: its name says why. */
export default class PrintSkipped implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    for (const module of modules)
      for (const suite of outermostSkipped(module)) console.log(`skipped: ${suite}`);
  }
}

function outermostSkipped(parent: TestModule | TestSuite): string[] {
  return [...parent.children.suites()].flatMap((suite) =>
    suite.options.mode === 'skip' ? suite.fullName : outermostSkipped(suite),
  );
}
