/** Reasons offered for closing; kept as these words in the record, named in i18n under `close.reason.`. */
export const closeReasons = ['solved', 'dealt', 'priceTooHigh', 'outOfStock', 'boughtElsewhere', 'noAnswer', 'spam'] as const;
export type CloseReason = (typeof closeReasons)[number];
