/**
 * Finds signs that a reply was written in the wrong window: another customer's name, another order, another shop.
 * Names are prepared once (`prepareNames`), a text is looked through in one pass whatever their number. Pure.
 */
export type NameOwner = { readonly id: string; readonly kind: 'customer' | 'shop'; readonly names: readonly string[] };

/** Prepared names: by length, then by the name itself, the ids that bear it. */
export type NameIndex = { readonly byLength: ReadonlyMap<number, ReadonlyMap<string, readonly Bearer[]>>; readonly lengths: readonly number[] };
type Bearer = { readonly id: string; readonly kind: NameOwner['kind'] };

export type GuardContext = {
  /** Ids of who may be named here: this conversation's customer, its shop. */
  readonly own: readonly string[];
  /** Words that are theirs: own names, own shop, own company. A found name inside one of these is no sign. */
  readonly ownNames: readonly string[];
  /** Order numbers this customer spoke of or has. */
  readonly ownOrders: ReadonlySet<string>;
  /** Order numbers of other conversations, with whose they are. */
  readonly otherOrders: ReadonlyMap<string, string>;
};

export type WrongWindow = {
  readonly kind: 'customer' | 'order' | 'shop';
  /** As it stands in the text. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Whose it is, when known. */
  readonly other?: string;
};

const LEAST_HAN = 2;
const TWO_HAN = /\p{Script=Han}.*\p{Script=Han}/u;
const THREE_LETTERS = /[\p{L}\p{N}].*[\p{L}\p{N}].*[\p{L}\p{N}]/u;
const LONGEST = 24;
const isWordLetter = (char: string): boolean => /[\p{Script=Latin}\p{N}_]/u.test(char);

/** What people and platforms are called when nobody has a name: no sign of anything. */
const common: ReadonlySet<string> = new Set([
  '客服', '客户', '用户', '买家', '卖家', '老板', '老师', '先生', '女士', '小姐', '亲爱的', '您好', '你好', '谢谢', '好的', '在吗', '店铺', '匿名', '匿名用户', '测试', '售前', '售后',
  '微信用户', '顾客', '会员', '朋友', '宝贝', '同学', '妈妈', '爸爸', 'user', 'test', 'guest', 'hello', 'customer', 'the', 'and', 'you', 'shop', 'store', 'qq',
]);

const plain = (text: string): string => text.toLowerCase();

/** The name and its head before a bracket, dash or blank: 陈晓雯（杭州）, 李老师 · 师大附中. */
const formsOf = (name: string): readonly string[] => {
  const whole = name.trim();
  const [head = ''] = whole.split(/[\s（(【[·・|｜/\-—_,，]/u);
  return [...new Set([whole, head])];
};

const isTelling = (name: string): boolean => {
  if (name.length < LEAST_HAN || name.length > LONGEST || /^[\d\s+*]*$/u.test(name) || common.has(plain(name))) return false;
  return TWO_HAN.test(name) || THREE_LETTERS.test(name);
};

/** Collects names bit by bit, so that ten thousand customers need not be prepared in one go. */
export type NameCollector = { readonly add: (owner: NameOwner) => void; readonly index: () => NameIndex };

export const collectNames = (): NameCollector => {
  const byLength = new Map<number, Map<string, Bearer[]>>();
  const add = ({ id, kind, names }: NameOwner): void => {
    for (const form of new Set(names.flatMap(formsOf).filter(isTelling).map(plain))) {
      const sameLength = byLength.get(form.length) ?? new Map<string, Bearer[]>();
      byLength.set(form.length, sameLength);
      const bearers = sameLength.get(form);
      if (bearers === undefined) sameLength.set(form, [{ id, kind }]);
      else bearers.push({ id, kind });
    }
  };
  return { add, index: () => ({ byLength, lengths: [...byLength.keys()].sort((a, b) => b - a) }) };
};

export const prepareNames = (owners: readonly NameOwner[]): NameIndex => {
  const collector = collectNames();
  for (const owner of owners) collector.add(owner);
  return collector.index();
};

/** A Latin name counts as a word of its own only: Ann is not in “announce”. */
const standsAlone = (text: string, start: number, end: number): boolean =>
  !(isWordLetter(text.charAt(start)) && start > 0 && isWordLetter(text.charAt(start - 1)))
  && !(isWordLetter(text.charAt(end - 1)) && end < text.length && isWordLetter(text.charAt(end)));

const namesIn = (index: NameIndex, context: GuardContext, text: string): readonly WrongWindow[] => {
  const own = new Set(context.own);
  const shielded = context.ownNames.flatMap((name) => [plain(name.trim()), ...formsOf(name).map(plain)]).filter((name) => name !== '');
  const found: WrongWindow[] = [];
  const lower = plain(text);
  let covered = 0;
  for (let start = 0; start < lower.length; start += 1) {
    const length = index.lengths.find((one) => start + one <= lower.length && (index.byLength.get(one)?.has(lower.slice(start, start + one)) ?? false) && standsAlone(lower, start, start + one));
    if (length === undefined || start < covered) continue;
    const word = lower.slice(start, start + length);
    const bearers = index.byLength.get(length)?.get(word) ?? [];
    const [first] = bearers;
    covered = start + length;
    if (first === undefined || bearers.some((bearer) => own.has(bearer.id)) || shielded.some((name) => name.includes(word))) continue;
    found.push({ kind: first.kind, word: text.slice(start, covered), start, end: covered, other: first.id });
  }
  return found;
};

/** Order-like: ten digits and more, letters in front allowed; no mobile number, no date. */
const orderPattern = (): RegExp => /(?<![\p{Script=Latin}\p{N}])[A-Za-z]{0,4}-?\d{10,24}(?!\p{N})/gu;
const isMobile = (number: string): boolean => /^(?:86)?1[3-9]\d{9}$/u.test(number);

/** Every order-like number of a text, in order. */
export const ordersIn = (text: string): readonly { readonly word: string; readonly start: number; readonly end: number }[] =>
  [...text.matchAll(orderPattern())].filter(([word]) => !isMobile(word)).map((match) => ({ word: match[0], start: match.index, end: match.index + match[0].length }));

const shapeOf = (number: string): string => number.replace(/\d/gu, '0').replace(/[A-Za-z]/gu, 'A');

/** Another customer's for certain, or built exactly like this customer's own and yet none of them. */
const strangeOrders = (context: GuardContext, text: string): readonly WrongWindow[] => {
  const shapes = new Set([...context.ownOrders].map(shapeOf));
  return ordersIn(text).flatMap(({ word, start, end }) => {
    if (context.ownOrders.has(word)) return [];
    const other = context.otherOrders.get(word);
    return other !== undefined || shapes.has(shapeOf(word)) ? [{ kind: 'order' as const, word, start, end, ...(other === undefined ? {} : { other }) }] : [];
  });
};

/** Signs of the wrong window in the order they stand in the text; none for an empty text. */
export const wrongWindowSigns = (index: NameIndex, context: GuardContext, text: string): readonly WrongWindow[] =>
  [...namesIn(index, context, text), ...strangeOrders(context, text)].sort((a, b) => a.start - b.start);
