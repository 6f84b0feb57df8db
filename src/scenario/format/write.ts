import { Document, isMap, isScalar, isSeq, visit } from 'yaml';

/** A step as it stands in a file: a sentence, or a sentence with what follows the colon. */
export type StepText = string | { readonly [sentence: string]: unknown };

/** One scenario as the text of a file: a step on each line. */
export function writeScenario(head: Readonly<Record<string, unknown>>, steps: readonly StepText[]): string {
  const document = new Document({ ...head, steps });
  visit(document, {
    Pair(_key, pair, path) {
      const inSteps = path.length > 2;
      const isHead = path.length === 2 && isScalar(pair.key) && pair.key.value !== 'steps';
      const { value } = pair;
      const holdsSteps = isSeq(value) && isScalar(pair.key) && pair.key.value === 'at the same time';
      if ((inSteps || isHead) && !holdsSteps && (isMap(value) || isSeq(value))) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** One step, on one line. */
export function stepLine(step: StepText): string {
  const document = new Document([step]);
  visit(document, {
    Pair(_key, { value }) {
      if (isMap(value) || isSeq(value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 }).replace(/^- /, '').trimEnd();
}
