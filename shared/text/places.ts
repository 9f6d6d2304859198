/** Names of places in text, and the province-level division each lies in. Pure over tables of resources/divisions. */

export type PlaceTables = {
  readonly provinces: readonly { readonly code: string; readonly zh: string; readonly fullZh: string }[];
  /** Names that occur in one province only, by its code. */
  readonly places: Readonly<Record<string, { readonly cities: string; readonly counties: string }>>;
};

export type PlaceKind = 'province' | 'provinceShort' | 'city' | 'cityShort' | 'county';
export type PlaceHit = { readonly at: number; readonly end: number; readonly code: string; readonly kind: PlaceKind };
export type PlaceReader = { readonly hits: (text: string) => readonly PlaceHit[] };

type Name = { readonly name: string; readonly code: string; readonly kind: PlaceKind };

/** Short forms that are ordinary words, surnames or other places too: only their full names count. */
const AMBIGUOUS = new Set(['中山', '东方', '朝阳', '海南州', '吉林市', '宝山', '白云', '长治', '普洱', '大理', '阳江', '海东', '安康', '平凉', '白山', '延边', '黄山', '玉溪', '通化', '河池', '和田', '中卫', '清远', '东营', '双鸭山', '保定', '金华', '宿州', '昌都', '自贡', '山南', '三明', '铁岭', '新北', '新界', '九龙', '本溪', '随州', '来宾', '长沙县']);

/** What makes the name before it a road, a dish, a shop or something else than where somebody is. */
const NO_PLACE = /^(?:[东西南北中内外]|[一二三四五六七八九十]|大)?(?:路|街|大道|大街|巷|弄|胡同|菜|话|口味|面馆|火锅|烤鸭|特产|小吃|仓|工厂|厂|总部|分公司|银行|大学|学院|大厦|宾馆|饭店|酒店|牌|产|时间|号线)/u;

const namesOf = ({ provinces, places }: PlaceTables): readonly Name[] => {
  const names: Name[] = provinces.flatMap(({ code, zh, fullZh }) => [{ name: fullZh, code, kind: 'province' as const }, { name: zh, code, kind: 'provinceShort' as const }]);
  for (const [code, { cities, counties }] of Object.entries(places)) {
    for (const city of cities.split(' ').filter((name) => name !== '')) {
      names.push({ name: city, code, kind: 'city' });
      const short = city.replace(/(?:市|地区|盟)$/u, '');
      if (short !== city && short.length >= 2 && !AMBIGUOUS.has(short)) names.push({ name: short, code, kind: 'cityShort' });
    }
    for (const county of counties.split(' ').filter((name) => name.length >= 3)) names.push({ name: county, code, kind: 'county' });
  }
  const provinceNames = new Set(provinces.flatMap(({ zh }) => zh));
  return names.filter(({ name, kind }) => kind === 'provinceShort' || kind === 'province' || !provinceNames.has(name));
};

/** Builds the index once. Hits are the longest names, left to right, none inside another. */
export const placeReader = (tables: PlaceTables): PlaceReader => {
  const byFirst = new Map<string, Name[]>();
  for (const name of namesOf(tables)) {
    const first = name.name.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.name.length - a.name.length);
  const hitAt = (text: string, at: number): PlaceHit | undefined => {
    const found = byFirst.get(text.charAt(at))?.find(({ name }) => text.startsWith(name, at));
    if (found === undefined) return undefined;
    const end = at + found.name.length;
    const isOther = (found.kind === 'provinceShort' || found.kind === 'cityShort') && NO_PLACE.test(text.slice(end, end + 5));
    return isOther ? undefined : { at, end, code: found.code, kind: found.kind };
  };
  return {
    hits: (text) => {
      const hits: PlaceHit[] = [];
      for (let at = 0; at < text.length;) {
        const hit = hitAt(text, at);
        if (hit !== undefined) hits.push(hit);
        at = hit?.end ?? at + 1;
      }
      return hits;
    },
  };
};
