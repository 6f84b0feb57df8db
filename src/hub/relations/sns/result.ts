/** What became of one of the users that a request names. */
export interface ResultItem {
  To_Account: string;
  ResultCode: number;
  ResultInfo: string;
}

export function result(To_Account: string, ResultCode: number, ResultInfo: string): ResultItem {
  return { To_Account, ResultCode, ResultInfo };
}

/** The answer that tells it of each; Fail_Account is there only when somebody failed (vendor's pages on friends). */
export function results(ResultItem: readonly ResultItem[]): Record<string, unknown> {
  const failed = ResultItem.filter(({ ResultCode }) => ResultCode !== 0).map(({ To_Account }) => To_Account);
  return { ResultItem, ...(failed.length > 0 && { Fail_Account: failed }), ErrorDisplay: '' };
}
