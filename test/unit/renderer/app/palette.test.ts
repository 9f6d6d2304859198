import { describe, expect, it } from 'vitest';
import { matchPalette, modeOf, type PaletteSources } from '#renderer/app/palette/matches';
import { NameIndex } from '#renderer/app/palette/nameIndex';
import { searchHelp, sectionsOf } from '#renderer/app/help/helpSearch';
import type { ConversationRow } from '#renderer/archive/schema/conversationRows';
import { rankName } from '#renderer/state/nameMatch';
import { readingsOfName } from '#renderer/state/nameReadings';

const now = async (): Promise<void> => undefined;
const row = (id: number, title: string, tags: readonly string[] = []): ConversationRow => ({ id: `acc-1/${id}`, account: 'acc-1', title, lastAt: id, tags, waitingSince: 0 }) as unknown as ConversationRow; // what the palette reads of a row
const sources = (part: Partial<PaletteSources>): PaletteSources =>
  ({ conversations: [], accountWords: new Map(), commands: [], wordings: [], accounts: [], pages: [], people: [], help: [], chosenAt: () => 0, ...part });

const warmed = async (names: readonly string[]): Promise<NameIndex> => {
  const index = new NameIndex();
  expect(await index.warm(readingsOfName, names, () => true, now)).toBe(true);
  return index;
};

describe('palette', () => {
  it('reads the sign of a mode in both widths', () => {
    expect(modeOf('>qh')).toEqual({ mode: 'commands', query: 'qh' });
    expect(modeOf('＞ qh ')).toEqual({ mode: 'commands', query: 'qh' });
    expect(modeOf('＠张')).toEqual({ mode: 'people', query: '张' });
    expect(modeOf('#浙江').mode).toBe('tags');
    expect(modeOf('陈>').mode).toBe('all');
  });

  it('shows the latest customers for nothing typed, and the section with the best match first (bug: a command hides below forty chats)', async () => {
    const conversations = [row(1, '高鸿飞'), row(2, '吴佳怡'), row(3, '陈晓雯')];
    const commands = [{ action: 'peakMode', name: '进入或退出高峰模式' }, { action: 'help', name: '帮助' }] as const;
    const index = await warmed([...conversations.map(({ title }) => title), ...commands.map(({ name }) => name)]);
    const all = sources({ conversations, commands });
    expect(matchPalette('', index, all).sections.map(({ kind, items }) => [kind, items.map(({ name }) => name)])).toEqual([['recent', ['陈晓雯', '吴佳怡', '高鸿飞']]]);
    expect(matchPalette('bangzhu', index, all).sections[0]?.kind).toBe('command');
    expect(matchPalette('gao', index, all).sections.map(({ kind }) => kind)).toEqual(['conversation', 'command']);
    expect(matchPalette('>gfms', index, all).sections.map(({ items }) => items.map(({ name }) => name))).toEqual([['进入或退出高峰模式']]);
  });

  it('offers what was chosen last first among equals (bug: the same long way every time)', async () => {
    const commands = [{ action: 'help', name: '帮助' }, { action: 'theme', name: '切换浅色与深色' }] as const;
    const index = await warmed(commands.map(({ name }) => name));
    const names = (chosenAt: (key: string) => number): readonly string[] => matchPalette('>', index, sources({ commands, chosenAt })).sections[0]?.items.map(({ name }) => name) ?? [];
    expect(names(() => 0)).toEqual(['帮助', '切换浅色与深色']);
    expect(names((key) => (key === 'command theme' ? 5 : 0))).toEqual(['切换浅色与深色', '帮助']);
  });

  it('finds customers by a tag spelled in pinyin', async () => {
    const conversations = [row(1, '陈晓雯', ['老客户']), row(2, '刘建国', ['羊绒'])];
    const index = await warmed(['陈晓雯', '刘建国', '老客户', '羊绒']);
    const found = matchPalette('#lkh', index, sources({ conversations }));
    expect(found.sections[0]?.items).toMatchObject([{ name: '陈晓雯', tag: '老客户' }]);
  });

  it('looks at ten thousand names with few rankings: a query of letters no name begins with ranks none (bug: every key ranks them all)', async () => {
    const surnames = '赵钱孙李周吴郑王冯陈';
    const names = Array.from({ length: 10_000 }, (_, place) => `${surnames[place % 10] ?? ''}客户${place % 500}`);
    const index = await warmed(names);
    const all = sources({ conversations: names.map((name, place) => row(place + 1, name)) });
    expect(matchPalette('vvv', index, all).count).toBe(0);
    expect(matchPalette('zhao', index, all).count).toBe(1_000);
  });

  it('finds nothing by spelling before the names were read, but what is written', () => {
    const index = new NameIndex();
    expect(index.ranker('cxw')('陈晓雯')).toBeUndefined();
    expect(index.ranker('晓雯')('陈晓雯')).toBe(1);
  });
});

describe('help search', () => {
  const sections = sectionsOf('keyboard', '# 键盘\n先说明。\n\n## 高峰模式\n大促时按 {key:peakMode}，只留下**在等**的客户。\n\n| 键 | 做什么 |\n|---|---|\n| a | [帮助](help:start) |\n');

  it('cuts a page at its headings and reads only words (bug: stars and links in the snippet)', () => {
    expect(sections).toEqual([
      { topic: 'keyboard', anchor: 0, title: '键盘', text: '先说明。' },
      { topic: 'keyboard', anchor: 1, title: '高峰模式', text: '大促时按 ，只留下在等的客户。 键 做什么 a 帮助' },
    ]);
  });

  it('finds headings by initials before texts that mention the words', () => {
    const rank = (query: string, title: string): number | undefined => rankName(query, title, readingsOfName(title));
    expect(searchHelp('gfms', sections, rank).map(({ section }) => section.anchor)).toEqual([1]);
    expect(searchHelp('在等', sections, rank)[0]?.snippet).toContain('只留下在等的客户');
    expect(searchHelp('', sections, rank)).toEqual([]);
  });
});
