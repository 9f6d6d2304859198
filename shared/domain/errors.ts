import { z } from 'zod';

export type ErrorFacts = Readonly<Record<string, string | number | boolean>>;

/**
 * An expected failure: a code (`area.reason`) and the facts a sentence needs. Sentences are made in
 * renderer/i18n from code + data. A plain `Error` means a bug.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly data: ErrorFacts;
  constructor(code: string, data: ErrorFacts = {}, options?: { readonly cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.data = data;
  }
}

export const wireErrorSchema = z.object({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
}).readonly();
export type WireError = z.infer<typeof wireErrorSchema>;

/** What crosses a port: an `AppError` keeps its code and facts, anything else becomes `internal.bug` without text. */
export const toWireError = (error: unknown): WireError =>
  error instanceof AppError ? { code: error.code, data: error.data } : { code: 'internal.bug', data: {} };

export const fromWireError = (wire: WireError): AppError => new AppError(wire.code, wire.data);
