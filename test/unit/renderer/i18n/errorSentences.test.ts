import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { messages } from '#renderer/i18n/catalog/all';
import { errorSentence, startI18n } from '#renderer/i18n/translate';

/** Raised only in tools that print codes, or caught before any person could read them. */
const NEVER_SHOWN = new Set(['link.closed']);

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'cli' || entry.name === 'runtime' ? [] : sources(path);
    return /\.tsx?$/u.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });

const raised = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const path of ['electron', 'renderer', 'shared'].flatMap(sources)) {
    for (const [, code] of readFileSync(path, 'utf8').matchAll(/new AppError\('([a-zA-Z]+\.[a-zA-Z.]+)'/gu)) if (code !== undefined) found.set(code, path);
  }
  return found;
};

describe('error sentences', () => {
  beforeAll(() => startI18n('zh-CN'));

  it('exist for every code the program raises (bug: a person reads "channel.portInUse")', () => {
    const codes = raised();
    expect(codes.size).toBeGreaterThan(50);
    const missing = [...codes].filter(([code]) => !NEVER_SHOWN.has(code) && messages['zh-CN'][`error.${code}`] === undefined).map(([code, path]) => `${code} (${path})`);
    expect(missing).toEqual([]);
  });

  it('carry their facts, and name the code where there is no sentence', () => {
    expect(errorSentence('channel.portInUse', { port: 6700 })).toContain('6700');
    expect(errorSentence('never.heardOf')).toContain('never.heardOf');
  });
});
