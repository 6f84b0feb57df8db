/** Unix ms of an ISO 8601 text (`2026-11-24T20:00:00Z`; without a zone, local time); undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  const isIso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text);
  const ms = isIso ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Date and time at Greenwich, to the second: `2026-11-24T20:00:00Z`. @param ms unix ms */
export function isoInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
