import type { z } from 'zod';

/** One request over a port: zod at the door of the callee, types for the caller. */
export type Route<I extends z.ZodType, O> = { readonly input: I; readonly output?: O };

/** `output` is a type only: the engine is trusted by the window, the window is not trusted by the engine. */
export const defineRoute = <O>() => <I extends z.ZodType>(input: I): Route<I, O> => ({ input });

export type Routes = Readonly<Record<string, Route<z.ZodType, unknown>>>;
export type RouteInput<R> = R extends Route<infer I, unknown> ? z.input<I> : never;
export type RouteParsed<R> = R extends Route<infer I, unknown> ? z.output<I> : never;
export type RouteOutput<R> = R extends Route<z.ZodType, infer O> ? O : never;
