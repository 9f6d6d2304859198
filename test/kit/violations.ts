import type { DeskApp } from './app';

/** Reloads the page with a listener that is there before the first style; gives what the policy refused so far. */
export const watchViolations = async (desk: DeskApp): Promise<() => Promise<readonly string[]>> => {
  await desk.page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { refused: seen });
    addEventListener('securitypolicyviolation', (event) => { seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`); });
  });
  await desk.page.reload();
  return () => desk.page.evaluate(() => (globalThis as unknown as { readonly refused: readonly string[] }).refused); // set by the script above
};
