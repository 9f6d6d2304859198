/** Chinese phone numbers in text. Pure. */

const MOBILE = /(?<![\d.])(?:(?:\+|00)?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?![\d.]\d|\d)/gu;
const LANDLINE = /(?<![\d-])(0\d{2,3})[- ]?(\d{7,8})(?!\d|-\d{3})/gu;

/** Half-width digits and signs, as people write them on any keyboard. */
const narrow = (text: string): string => text.replace(/[０-９＋－]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** Digits only, without country code; what two spellings of one number have in common. Empty when it is no Chinese number. */
export const normalPhone = (text: string): string => {
  const digits = narrow(text).replace(/[\s()（）-]/gu, '').replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$|0?\d{9,11}$)/u, '');
  return /^1[3-9]\d{9}$/u.test(digits) || /^0\d{9,11}$/u.test(digits) ? digits : '';
};

/** Numbers in a text, normal form, in order, each once. */
export const phonesIn = (text: string): readonly string[] => {
  const plain = narrow(text);
  const found: { readonly at: number; readonly digits: string }[] = [];
  for (const match of plain.matchAll(MOBILE)) found.push({ at: match.index, digits: `${match[1]}${match[2]}${match[3]}` });
  for (const match of plain.matchAll(LANDLINE)) {
    if (!found.some(({ at, digits }) => match.index >= at && match.index < at + digits.length)) found.push({ at: match.index, digits: `${match[1]}${match[2]}` });
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ digits }) => digits))];
};
