import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages } from '#renderer/i18n/catalog/all';
import { keyActions } from '#renderer/state/keyMap';
import { helpTopics, isHelpTopic } from '#renderer/state/helpTopics';

const folder = join(import.meta.dirname, '../../../../resources/help');
const locales = ['zh-CN', 'en'] as const;
const read = (locale: string, topic: string): string => readFileSync(join(folder, locale, `${topic}.md`), 'utf8');
const found = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe('help pages', () => {
  it('are all there in both languages, with a name, and none lies there unlisted', () => {
    for (const locale of locales) {
      expect(readdirSync(join(folder, locale)).sort(), locale).toEqual(helpTopics.map((topic) => `${topic}.md`).sort());
      for (const topic of helpTopics) {
        expect(messages[locale][`manual.${topic}`], topic).toBeDefined();
        expect(read(locale, topic).startsWith('# '), `${locale} ${topic}`).toBe(true);
      }
    }
  });

  it('name only keys, pages and pictures that exist (bug: the manual shows a dash where a key was renamed)', () => {
    const bad: string[] = [];
    for (const locale of locales) {
      for (const topic of helpTopics) {
        const text = read(locale, topic);
        const wrong = [
          ...found(text, /\{key:(\w+)\}/gu).filter((action) => !keyActions.some((known) => known === action)),
          ...found(text, /\(help:([\w-]+)\)/gu).filter((page) => !isHelpTopic(page)),
          ...found(text, /!\[[^\]]*\]\(([^)]+)\)/gu).filter((picture) => !existsSync(join(folder, 'pictures', picture))),
          ...found(text, /(<\/?[a-z][^>]*>)/gu),
        ];
        bad.push(...wrong.map((what) => `${locale}/${topic}: ${what}`));
      }
    }
    expect(bad).toEqual([]);
  });

  it('have the same headings in number, so that no section is missing in one language', () => {
    const count = (text: string): number => text.split('\n').filter((line) => /^#{1,4} /u.test(line)).length;
    for (const topic of helpTopics) expect(count(read('en', topic)), topic).toBe(count(read('zh-CN', topic)));
  });
});
