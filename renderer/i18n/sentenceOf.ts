import { AppError } from '#shared/domain/errors';
import { errorSentence } from './translate';

/** The sentence for whatever a command failed with. */
export const sentenceOf = (cause: unknown): string =>
  cause instanceof AppError ? errorSentence(cause.code, cause.data) : errorSentence('internal.bug');
