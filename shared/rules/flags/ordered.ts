/**
 * Whether what we say was ordered is what the customer asked for last: item, colour, size, number of pieces. Only what
 * both sides say plainly is compared: a question, a choice of two, a return and a sentence with "not" in it ask for
 * nothing. Pure; the text is read unit for unit, so that places stay.
 */
export type OrderAspect = 'item' | 'colour' | 'size' | 'pieces';
/** A value said and its place, half open, in UTF-16 units. */
type Said = { readonly value: string; readonly from: number; readonly to: number };
type Spoken = Readonly<Record<OrderAspect, readonly Said[]>>;
/** Names of things a text says, e.g. those of the price list. */
export type ItemsIn = (text: string) => readonly Said[];
/** What we said that is not what was asked for. */
export type OrderDifference = { readonly aspect: OrderAspect; readonly asked: string; readonly said: string; readonly from: number; readonly to: number };

const aspects = ['item', 'colour', 'size', 'pieces'] as const satisfies readonly OrderAspect[];
const SENTENCE_MOST = 200;
const WISH_MOST = 80;
const simple: Readonly<Record<string, string>> = { 紅: '红', 藍: '蓝', 綠: '绿', 黃: '黄', 碼: '码', 號: '号', 兩: '两', 雙: '双', 條: '条', 買: '买', 訂: '订', 換: '换', 銀: '银', 駝: '驼', 燕: '燕', 單: '单' };

/** Full width, upper case and the traditional forms that matter here made one; unit for unit. */
const plain = (text: string): string =>
  text.replace(/[！-～]/gu, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0)).replace(/[A-Z]/gu, (unit) => unit.toLowerCase()).replace(/\p{Script=Han}/gu, (unit) => simple[unit] ?? unit);

/** Finds names in a text, the longest where one lies in another; `[name, what it is called]`. */
export const itemsNamed = (names: readonly (readonly [string, string])[]): ItemsIn => {
  const known = names.map(([name, value]) => ({ name: plain(name.trim()), value })).filter(({ name }) => name.length >= 2);
  return (text) => {
    const read = plain(text);
    const found = known.flatMap(({ name, value }): readonly Said[] => {
      const from = read.indexOf(name);
      return from < 0 ? [] : [{ value, from, to: from + name.length }];
    });
    return found.filter((one) => !found.some((other) => other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from));
  };
};

const COLOUR = /(米白|奶白|深灰|浅灰|酒红|大红|玫红|粉红|藏蓝|藏青|天蓝|宝蓝|浅蓝|深蓝|墨绿|军绿|浅绿|咖啡|卡其|焦糖|燕麦|奶茶|[黑白灰红粉蓝绿黄橙紫棕驼杏金银米])色|(?<=^|[要拍买换成改那件来,、\s])([黑白灰红粉蓝绿黄紫])的/gu;
const SIZE = /(?<![a-z0-9'’.])(xs|s|m|l|xl|[2-6]xl|x{2,4}l)(?![a-z0-9])|(?<![\d.])(\d{2,3})(?=码|号码)/gu;
const COUNTED = '件|套|盒|瓶|箱|双|条|包|份|袋|台|支|张|斤';
const PIECES = new RegExp(`[x×*]\\s?(\\d{1,3})(?!\\d)|(\\d{1,3}|[一二两三四五六七八九十])\\s?(?:${COUNTED})`, 'gu');
const digits = '一二三四五六七八九十';

const numberOf = (said: string): string => (said === '两' ? '2' : digits.includes(said) ? String(digits.indexOf(said) + 1) : String(Number(said)));
const sizeOf = (said: string): string => (/^x{2,4}l$/u.test(said) ? `${said.length - 1}xl` : said);

const all = (text: string, expression: RegExp, valueOf: (said: string) => string): readonly Said[] =>
  [...text.matchAll(expression)].map((match) => ({ value: valueOf(match.slice(1).find((group) => group !== undefined) ?? ''), from: match.index, to: match.index + match[0].length }));

const spoken = (text: string, itemsIn: ItemsIn): Spoken =>
  ({ item: itemsIn(text), colour: all(text, COLOUR, (said) => said), size: all(text, SIZE, sizeOf), pieces: all(text, PIECES, numberOf) });

/** Dark blue may be asked for as blue: one names the other more closely. */
const isSame = (aspect: OrderAspect, one: string, other: string): boolean =>
  one === other || (aspect === 'colour' && [...one].some((unit) => '黑白灰红粉蓝绿黄橙紫棕咖'.includes(unit) && other.includes(unit)));

/** The one value of an aspect; undefined for none, null where several are said. */
const onlyOne = (aspect: OrderAspect, said: readonly Said[]): Said | null | undefined => {
  const [first] = said;
  return first === undefined ? undefined : said.every(({ value }) => isSame(aspect, value, first.value)) ? said.at(-1) : null;
};

const QUESTION = /[?？]|什么|[吗嘛]|[么呢]$|有没有|能不能|可不可以|是不是|还是|哪|多少|怎么|如果|要是|假如|万一|或者/u;
const NO_ORDER = /退|取消|换货|补发|少发|漏发|发错|寄错|收到|上次|之前|以前/u;
const NOT = /[不别没勿]/u;
const VERB = /(?<![需必只重主])要(?!求|是|紧|么|命|素)|[拍买订]|下单|换成|改成|改为|换个|来[一二两三四五六七八九十\d]/u;
const FILLER = /[的码号,，、.。~～!！\s]|就|吧|谢谢|亲|那|这|款|件|套|双|条|尺|大小|颜色|选/gu;

const sentencesOf = (text: string): readonly string[] => text.match(/[^。！？!?\n]+[。！？!?\n]*/gu) ?? [];
const clausesOf = (sentence: string): readonly string[] => sentence.split(/[,，;；]/u).filter((clause) => !NOT.test(clause));

/** Nothing but a colour, a size, a number: the answer to "which one?". */
const isBare = (sentence: string): boolean =>
  isShort(sentence) && [COLOUR, SIZE].some((one) => sentence.search(one) >= 0) && sentence.replace(PIECES, '').replace(COLOUR, '').replace(SIZE, '').replace(FILLER, '') === '';

/** From the first clause that asks for something on. */
const wishOf = (sentence: string): string => {
  if (isBare(sentence)) return sentence.trim();
  const clauses = clausesOf(sentence);
  const first = clauses.findIndex((clause) => VERB.test(clause));
  return first < 0 ? '' : clauses.slice(first).join(',').trim();
};

/** Without one of these nothing is asked for: most messages end here. */
const HINT = /[要拍买買订訂單单换換改来來色码碼]/u;
const isShort = (text: string): boolean => text.length <= 16;
const mayAsk = (text: string): boolean => HINT.test(text) || (isShort(text) && /[a-zａ-ｚ]/iu.test(text));

/** Sentences in which a customer asks for something in particular, as they are to be compared; cheap, for every message. */
export const wishesIn = (text: string): readonly string[] =>
  (mayAsk(text) ? sentencesOf(plain(text)) : [])
    .filter((sentence) => sentence.length <= SENTENCE_MOST && !QUESTION.test(sentence) && !NO_ORDER.test(sentence))
    .map(wishOf).filter((wish) => wish !== '' && wish.length <= WISH_MOST);

/** The customer says that what we named is right: what was asked for before is settled. */
export const agrees = (text: string): boolean => isShort(text) && /^(?:是的?|对的?|嗯|没错|正确|没问题|可以的?|好的?)[,，。!！~\s]*(?:对的?|是的?|没错|没问题|就这样|谢谢)?[。!！~\s]*$/u.test(plain(text).trim());

type Asked = ReadonlyMap<OrderAspect, string>;

/** What is asked for after all wishes: another item begins anew, several values of one aspect ask for none of them. */
const askedFor = (wishes: readonly string[], itemsIn: ItemsIn): Asked => {
  const asked = new Map<OrderAspect, string>();
  for (const wish of wishes) {
    const said = spoken(wish, itemsIn);
    const item = onlyOne('item', said.item);
    if (item != null && asked.has('item') && asked.get('item') !== item.value) asked.clear();
    for (const aspect of aspects) {
      const one = onlyOne(aspect, said[aspect]);
      if (one === null) asked.delete(aspect);
      else if (one !== undefined) asked.set(aspect, one.value);
    }
  }
  return asked;
};

const STATES_ORDER = /(?:核对|确认)(?:一?下)?[^。！？!?\n]{0,8}(?:订单|信息|商品|款式)|(?:已经?|帮|给|为|替)[您你亲]{0,2}[^。！？!?\n]{0,4}(?:下单|拍下|拍好|下好|备注|登记)|订单(?:信息|内容|详情|如下)|[您你]?(?:拍|买|订|购买|下单)的(?:是|为)|备注(?:好了?|为|成)?[:：]/u;
const OPTION = /还是|或者|哪|可选|都有|任选/u;

/**
 * Where a text of ours that states what is ordered differs from the wishes, oldest first. `allow`: phrases in which a
 * colour or size means none. Nothing where either side is not plain.
 */
export const orderDifferences = (wishes: readonly string[], text: string, itemsIn: ItemsIn, allow: readonly string[] = []): readonly OrderDifference[] => {
  const without = (said: string): string => allow.map(plain).reduce((left, phrase) => left.replaceAll(phrase, '□'.repeat(phrase.length)), said);
  const said = without(plain(text));
  if (!STATES_ORDER.test(said) || OPTION.test(said)) return [];
  const asked = askedFor(wishes.map(without), itemsIn);
  const ordered = spoken(said, itemsIn);
  const items = onlyOne('item', ordered.item);
  // Several things in one order: which of them the wish was about cannot be told.
  if (items === null) return [];
  const found = aspects.flatMap((aspect): readonly OrderDifference[] => {
    const one = onlyOne(aspect, ordered[aspect]);
    const wanted = asked.get(aspect);
    return one == null || wanted === undefined || isSame(aspect, one.value, wanted) ? [] : [{ aspect, asked: wanted, said: one.value, from: one.from, to: one.to }];
  });
  return found.some(({ aspect }) => aspect === 'item') ? found.slice(0, 1) : found;
};
