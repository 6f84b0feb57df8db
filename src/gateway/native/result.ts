/** The result of what went well; its zero must be written out. */
export const OK = { code: 0, message: '' } as const;
