import { AppError } from '#shared/domain/errors';

/**
 * What may be logged of an error: its code and facts, or its class, system code and stack frames. Never its
 * message: a parser's message quotes what a peer wrote.
 */
export const errorFacts = (error: unknown): Readonly<Record<string, unknown>> => {
  if (error instanceof AppError) return { code: error.code, data: error.data, ...causeOf(error) };
  if (!(error instanceof Error)) return { error: typeof error };
  const system = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { error: error.name, ...system, frames: framesOf(error) };
};

const causeOf = (error: AppError): Readonly<Record<string, unknown>> =>
  error.cause instanceof Error ? { cause: errorFacts(error.cause) } : {};

const framesOf = (error: Error): readonly string[] =>
  (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim());
