/** What a verification says of histories from which nothing was erased. */
export const NOTHING_ERASED = { erasedEntries: 0, erased: [] } as const;
