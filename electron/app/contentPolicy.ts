/** Headers on every answer of `app://main/`. A worker takes its policy from its own answer, so none goes without. */

const SELF = "'self'";

/** The search worker compiles SQLite from our own file; nothing else may make code of bytes. */
const COMPILES = /^\/assets\/searchWorker-[\w-]+\.js$/;

/** Remote pictures, frames, plug-ins, inline scripts and connections do not exist for the window. */
export const contentPolicy = (nonce: string, pathname = '/'): string => [
  "default-src 'none'",
  `script-src ${SELF}${COMPILES.test(pathname) ? " 'wasm-unsafe-eval'" : ''}`,
  `worker-src ${SELF}`,
  `style-src ${SELF} 'nonce-${nonce}'`,
  `img-src ${SELF} data: blob:`,
  `media-src ${SELF} blob:`,
  `font-src ${SELF}`,
  `connect-src ${SELF}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

export const securityHeaders = (nonce: string, pathname = '/'): Readonly<Record<string, string>> => ({
  'content-security-policy': contentPolicy(nonce, pathname),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
});
