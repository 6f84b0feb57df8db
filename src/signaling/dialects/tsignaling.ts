import { type Dialect, firstCustomElement, type MessageView, type Reading, strictJSON } from '../dialect.js';
import { readFields, web } from './web.js';

/** The older signaling package of the Web, `tsignaling` 1.0. What is known of it is how it reads; the rest follows web. */
export const tsignaling: Dialect = { ...web, of: 'tsignaling 1.0', read };

/** Only strict JSON whose businessID is the number 1; `av_call` and all else stay ordinary custom messages. */
function read(message: MessageView): Reading {
  const element = firstCustomElement(message);
  if (element === undefined) return no('no custom element');
  if (element.data === undefined) return no('the custom element has no data text');
  const strict = strictJSON(element);
  if (!strict.ok) return no('data is no JSON');
  const { value } = strict;
  if (typeof value !== 'object' || value === null) return no('data is no JSON object');
  const fields = value as Record<string, never>;
  const businessID: unknown = fields.businessID;
  if (businessID !== 1) return no(whyNotOne(businessID));
  return {
    signal: true,
    info: readFields(fields, businessID),
    why: 'businessID is 1',
  };
}

function whyNotOne(businessID: unknown): string {
  if (businessID === undefined) return 'businessID is missing';
  if (businessID === 'av_call') return 'businessID is av_call: an old call message, skipped';
  return `businessID is ${JSON.stringify(businessID)?.slice(0, 40)}, not the number 1`;
}

function no(why: string): Reading {
  return { signal: false, info: null, why };
}
