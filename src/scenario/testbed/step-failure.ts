/** An expectation that was not met, or a step that could not be done. */
export class StepFailure extends Error {
  readonly expected: string;
  readonly seen: string;

  constructor(expected: string, seen: string) {
    super(`expected: ${expected}\nseen:     ${seen.replaceAll('\n', '\n          ')}`);
    this.name = 'StepFailure';
    this.expected = expected;
    this.seen = seen;
  }
}
