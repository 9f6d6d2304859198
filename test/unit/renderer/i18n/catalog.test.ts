import { describe, expect, it } from 'vitest';
import { areas, locales, messages } from '#renderer/i18n/catalog/all';

type Flat = Readonly<Record<string, string>>;
const entries = Object.entries(areas) as [string, Record<'zh-CN' | 'en', Flat>][]; // each area is literal, this is their common shape
const blanks = (text: string): readonly string[] => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/gu)].map((match) => match[1] ?? '').sort();

describe('catalogs', () => {
  it('speak the same keys in both languages (bug: English falls back to Chinese in one corner)', () => {
    for (const [area, byLocale] of entries) {
      expect(Object.keys(byLocale.en).sort(), area).toEqual(Object.keys(byLocale['zh-CN']).sort());
    }
  });

  it('never define a key twice (bug: one area silently overwrites the words of another)', () => {
    const seen = new Map<string, string>();
    const doubles: string[] = [];
    for (const [area, byLocale] of entries) {
      for (const key of Object.keys(byLocale['zh-CN'])) {
        const before = seen.get(key);
        if (before !== undefined) doubles.push(`${key}: ${before}, ${area}`);
        seen.set(key, area);
      }
    }
    expect(doubles).toEqual([]);
  });

  it('fill the same blanks in both languages (bug: a number is missing in the translation)', () => {
    for (const key of Object.keys(messages.en)) {
      expect(blanks(messages.en[key] ?? ''), key).toEqual(blanks(messages['zh-CN'][key] ?? ''));
    }
  });

  it('count with both plural forms where one is given', () => {
    for (const key of Object.keys(messages.en)) {
      if (!key.endsWith('_one')) continue;
      expect(messages.en[key.replace(/_one$/u, '_other')], key).toBeDefined();
    }
  });

  it('say something everywhere', () => {
    for (const locale of locales) {
      for (const [key, text] of Object.entries(messages[locale])) if (key !== 'lead.text') expect(text.trim(), `${locale} ${key}`).not.toBe('');
    }
  });
});
