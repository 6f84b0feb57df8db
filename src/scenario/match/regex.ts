import { type Context, createContext, Script } from 'node:vm';
import { StepFailure } from '../testbed/step-failure.js';

/** How long a regular expression may look at one text: some need longer than the universe is old. */
const LIMIT_MS = 1000;

/** Signs that may repeat something. One alone takes no more than the square of a text's length. */
const REPEATS = /[*+?{]/g;

const compiled = new Map<string, RegExp>();

/** The regular expression in `/.../flags`, or undefined. @throws SyntaxError for one that is invalid */
export function asRegex(text: string): RegExp | undefined {
  const known = compiled.get(text);
  if (known) return known;
  const found = /^\/(.+)\/([dimsuvy]*)$/s.exec(text);
  if (!found) return undefined;
  const regex = new RegExp(found[1]!, found[2]);
  if (compiled.size > 1000) compiled.clear();
  compiled.set(text, regex);
  return regex;
}

/** What has been found before: an expectation that waits asks the same of the same texts again and again. */
const answers = new Map<string, boolean>();

let context: Context | undefined;
let search: Script | undefined;

/** Whether a text has a match. @throws StepFailure when it cannot be told within {@link LIMIT_MS} */
export function matches(regex: RegExp, text: string): boolean {
  regex.lastIndex = 0;
  if ((regex.source.match(REPEATS)?.length ?? 0) <= 1) return regex.test(text);
  const question = `${regex} ${text}`;
  const answer = answers.get(question) ?? searchWithLimit(regex, text);
  if (answers.size > 1000) answers.clear();
  answers.set(question, answer);
  return answer;
}

function searchWithLimit(regex: RegExp, text: string): boolean {
  context ??= createContext({});
  search ??= new Script('regex.test(text)');
  Object.assign(context, { regex, text });
  try {
    return search.runInContext(context, { timeout: LIMIT_MS }) as boolean;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw thrown;
    throw new StepFailure(
      `a match of ${regex}`,
      `looking for it in a text of ${text.length} characters takes longer than ${LIMIT_MS / 1000} s: repeat nothing that repeats itself, as (a+)+ does`,
    );
  }
}
