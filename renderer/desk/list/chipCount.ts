/** A chip is no ledger: beyond four digits only "many" counts. */
export const chipCount = (count: number): string => (count > 9999 ? '9999+' : String(count));
