import { describe, expect, it } from 'vitest';
import { divisionMatches, divisionName, divisions } from '#renderer/i18n/divisions';
import { coverText } from '#renderer/desk/customer/factText';
import { occupationMatches, occupationName, occupations, occupationValueOf } from '#renderer/i18n/occupations';
import { speakersOf } from '#renderer/desk/customer/speakersOf';

describe('divisions', () => {
  it('holds all 34, each once, of the right kinds', () => {
    const count = (kind: string): number => divisions.filter((one) => one.kind === kind).length;
    expect([count('municipality'), count('province'), count('region'), count('sar')]).toEqual([4, 23, 5, 2]);
    expect(new Set(divisions.map((one) => one.code)).size).toBe(34);
    expect(new Set(divisions.map((one) => one.zh)).size).toBe(34);
  });

  it('bug: Shanxi and Shaanxi become one', () => {
    expect(divisionName('140000', 'en')).toBe('Shanxi');
    expect(divisionName('610000', 'en')).toBe('Shaanxi');
    expect(divisions.filter((one) => divisionMatches(one.code, 'shanxi')).map((one) => one.zh)).toEqual(['山西', '陕西']);
  });

  it('is found by name, full name, pinyin and initials', () => {
    for (const typed of ['重庆', '重庆市', 'chongq', 'cq', 'Chongqing']) expect(divisionMatches('500000', typed)).toBe(true);
    expect(divisionMatches('500000', 'sc')).toBe(false);
    expect(divisionName('999999', 'zh-CN')).toBe('999999');
  });
});

describe('occupations', () => {
  it('has unique keys and every occupation the card names', () => {
    const keys = occupations.map((one) => one.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(['soldier', 'teacher', 'professor', 'student', 'entrepreneur', 'artist', 'doctor', 'civilServant', 'worker', 'farmer', 'engineer', 'selfEmployed', 'freelancer', 'retired']));
  });

  it('bug: typing 教师 makes a second tag beside the known teacher', () => {
    expect(occupationValueOf(' 教师 ')).toBe('teacher');
    expect(occupationValueOf('Civil Servant')).toBe('civilServant');
    expect(occupationValueOf('茶艺师')).toBe('茶艺师');
    expect(occupationName('茶艺师', 'en')).toBe('茶艺师');
    expect(occupationMatches('lawyer', 'lü')).toBe(true);
  });
});

describe('coverText', () => {
  it('bug: a short number is shown whole', () => {
    expect(coverText('13812346021')).toBe('138 **** 6021');
    expect(coverText('杭州市文三路')).toBe('杭 **** 路');
    expect(coverText('123')).toBe('***');
  });
});

describe('speakersOf', () => {
  it('counts people of a group by id and keeps their latest name', () => {
    const line = (id: string, name?: string): never => ({ kind: 'message', direction: 'in', sender: { id, ...(name === undefined ? {} : { name }) } }) as never; // only what is read
    expect(speakersOf([line('a', '旧名'), line('b', '乙'), line('a', '新名'), line('a')])).toEqual([{ id: 'a', name: '新名', count: 3 }, { id: 'b', name: '乙', count: 1 }]);
  });
});
