import { didYouMean } from '../../text/did-you-mean.js';

/** `did you mean "x"?`, or, when nothing is near, the choice there is. */
export function suggestion(written: string, candidates: readonly string[]): string | undefined {
  const meant = didYouMean(written, candidates);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return candidates.length > 0 ? `there is: ${candidates.join(', ')}` : undefined;
}
