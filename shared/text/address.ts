/** Which province an address, or what a customer says of where they are, points to. Pure. */
import type { PlaceHit, PlaceReader } from './places';

export type ProvinceGuess = { readonly province: string; readonly confidence: number; readonly quote: string; readonly from: 'address' | 'chat' };

/** Numbers, houses, roads: what a delivery needs beyond the region. */
const DETAIL = /(?:路|街|大道|巷|弄|村|镇|乡|小区|花园|公寓|大厦|广场|家园|新村|苑)[^，。！？\n]{0,14}?(?:\d|[一二三四五六七八九十百]+)\s*(?:号|栋|幢|单元|室|楼|座|弄|组|队)|(?:路|街|大道|巷|弄)\s*\d+/u;
const DISTRICT = /[\u4e00-\u9fa5]{1,7}(?:区|县|旗)/u;
const MUNICIPALITIES = new Set(['110000', '120000', '310000', '500000']);
const QUOTE = 60;

const quoteOf = (text: string, hits: readonly PlaceHit[]): string => text.slice(hits[0]?.at ?? 0).trim().slice(0, QUOTE);

/** Wide before narrow: 浙江省 + 杭州市 + 西湖区. */
const confidenceOf = (text: string, hits: readonly PlaceHit[]): number => {
  const kinds = new Set(hits.map((hit) => hit.kind));
  const rest = text.slice(hits.at(-1)?.end ?? 0);
  const hasDetail = DETAIL.test(text);
  const hasDistrict = kinds.has('county') || DISTRICT.test(rest.slice(0, 10));
  const hasProvince = kinds.has('province') || kinds.has('provinceShort');
  const hasCity = kinds.has('city') || kinds.has('cityShort');
  const isMunicipality = MUNICIPALITIES.has(hits[0]?.code ?? '') && hasProvince;
  if ((hasProvince && hasCity && (hasDistrict || hasDetail)) || (isMunicipality && hasDistrict && hasDetail)) return 0.95;
  if ((hasCity && hasDistrict && hasDetail) || (kinds.has('province') && (kinds.has('county') || hasDetail)) || (hasProvince && kinds.has('county') && hasDetail) || (isMunicipality && (hasDistrict || hasDetail))) return 0.9;
  if (kinds.has('city') && (hasDistrict || hasDetail)) return 0.85;
  if (hasCity && hasDetail) return 0.8;
  return kinds.has('county') && hasDetail ? 0.75 : 0;
};

/** One division for all names, or none: two provinces in one text say nothing about the customer. */
const only = (hits: readonly PlaceHit[]): string | undefined => {
  const codes = new Set(hits.map((hit) => hit.code));
  return codes.size === 1 ? [...codes][0] : undefined;
};

/** Of a text that is or holds a delivery address. */
export const provinceOfAddress = (text: string, reader: PlaceReader): ProvinceGuess | undefined => {
  const hits = reader.hits(text);
  const province = only(hits);
  if (province === undefined) return undefined;
  const confidence = confidenceOf(text, hits);
  return confidence === 0 ? undefined : { province, confidence, quote: quoteOf(text, hits), from: 'address' };
};

/** What stands before the name when somebody speaks of themselves or of where their parcel goes. */
const SELF = /(?:^|[，。！？,.!?\s、；])(?:我们?|咱们?|本人|俺)(?:现在|目前|一直|家|人|也|就|都)*(?:是|在|住在?|来自|家在|人在)$/u;
const PARCEL = /(?:寄|发|送|邮)(?:货|快递)?(?:到|往|去|给我到)$/u;
const AFTER_SELF = /^(?:市区|市|这边|这里|这儿|本地|人|的|工作|上班|读书|上学|住|生活|呢|哦|啊|呀|哈)*(?:$|[，。！!,.~～\s、；])/u;
const AFTER_PARCEL = /^(?:市区|市|这边|这里|省)?(?:$|[，。！？,.!?~～\s]|要|需|多久|几天|运费|邮费|包邮|可以|行|能|吗|的话|是)/u;
const NOT_MINE = /(?:你们?|您|贵司|店家|老板|卖家|朋友|同事|妈|爸|亲戚|客户|他|她|不是|不在|以前|之前|去过|想去|出差|旅游)/u;

const sentencesOf = (text: string): readonly string[] => text.split(/[。！!\n；;]/u).filter((one) => one.trim() !== '');

/** Of what a customer says: "我在杭州", "我是山东的", "发到新疆要几天". */
export const provinceSaid = (text: string, reader: PlaceReader): ProvinceGuess | undefined => {
  const found = sentencesOf(text).flatMap((sentence): readonly ProvinceGuess[] => {
    const hits = reader.hits(sentence);
    const province = only(hits);
    const [first] = hits;
    const last = hits.at(-1);
    if (province === undefined || first === undefined || last === undefined || NOT_MINE.test(sentence)) return [];
    const [before, after] = [sentence.slice(0, first.at), sentence.slice(last.end)];
    const said = SELF.test(before) && AFTER_SELF.test(after) && !/[?？]|吗/u.test(after.split(/[，,]/u)[0] ?? '') ? 0.8 : PARCEL.test(before) && AFTER_PARCEL.test(after) ? 0.6 : 0;
    return said === 0 ? [] : [{ province, confidence: said, quote: sentence.trim().slice(0, QUOTE), from: 'chat' }];
  });
  return new Set(found.map((one) => one.province)).size === 1 ? found.sort((a, b) => b.confidence - a.confidence)[0] : undefined;
};

/** The part of a message that is an address, without name and phone; nothing when it is not surely one. */
export const addressIn = (text: string, reader: PlaceReader): string | undefined => {
  const line = text.split(/[\n。；;]/u).find((one) => DETAIL.test(one) && (provinceOfAddress(one, reader)?.confidence ?? 0) >= 0.8);
  const [first] = line === undefined ? [] : reader.hits(line);
  if (line === undefined || first === undefined) return undefined;
  const cut = line.slice(first.at).split(/[，,、\s]+(?=(?:\+?86)?1[3-9]\d|收件|电话|手机|姓名|联系)|(?:收件人|电话|手机|姓名|联系)|(?=1[3-9]\d{9})/u)[0];
  return cut === undefined ? undefined : cut.replace(/[，,、\s]+$/u, '').slice(0, 200);
};

/** Two spellings of one address are equal here. */
export const normalAddress = (text: string): string =>
  text.replace(/[\s，,。、\-—]/gu, '').replace(/[０-９]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)/gu, '').toLowerCase();
