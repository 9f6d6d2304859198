import { AppError } from '#shared/domain/errors';

/** The ledger could not answer: no reason to touch the archive. */
export const isEngines = (error: unknown): boolean => error instanceof AppError && !error.code.startsWith('archive.');

/** The disk or the browser's quota has no room. */
export const isFull = (error: unknown): boolean => {
  const inner = error instanceof Error && 'inner' in error ? error.inner : undefined;
  return [error, inner].some((one) => one instanceof Error && one.name === 'QuotaExceededError');
};

/** What the screen is told, see `ArchiveState.code`. */
export const codeOf = (error: unknown): string =>
  isFull(error) ? 'archive.full' : error instanceof AppError && error.code === 'archive.refused' ? error.code : 'archive.broken';
