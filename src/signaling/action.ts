/** What a signal does; the numbers travel in `actionType`. No number stands for a modification. */
export const ACTION = { invite: 1, cancel: 2, accept: 3, reject: 4, timeout: 5 } as const;

export type Action = keyof typeof ACTION;

const NAMES: readonly (Action | undefined)[] = [undefined, 'invite', 'cancel', 'accept', 'reject', 'timeout'];

/** The name of an actionType, or undefined for a number that means nothing. */
export function actionName(actionType: number): Action | undefined {
  return NAMES[actionType];
}
