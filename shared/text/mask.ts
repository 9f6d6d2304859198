/** Covering of private data: enough stays to recognise it, not enough to use it. Pure. */
import type { MaskedField } from '../rules/customerPolicy';

const stars = (count: number): string => '*'.repeat(Math.max(0, count));

const maskPhone = (text: string): string => {
  const trimmed = text.trim();
  const digits = trimmed.replace(/\D/gu, '');
  const local = /^(?:86)?(1[3-9]\d{9})$/u.exec(digits)?.[1];
  if (local !== undefined) return `${local.slice(0, 3)} **** ${local.slice(-4)}`;
  const area = /^(0\d{2,3})[- ]?(\d{7,8})$/u.exec(trimmed.replace(/[()（）]/gu, ''));
  if (area !== null) return `${area[1]}-${stars((area[2]?.length ?? 4) - 3)}${area[2]?.slice(-3)}`;
  return digits.length <= 4 ? stars(digits.length || trimmed.length) : `${digits.slice(0, 2)}${stars(digits.length - 4)}${digits.slice(-2)}`;
};

const maskEmail = (text: string): string => {
  const at = text.lastIndexOf('@');
  if (at < 1) return stars(text.length);
  return `${text.slice(0, 1)}***${text.slice(at)}`;
};

/** Up to the road or the district; house and door are covered. */
const maskAddress = (text: string): string => {
  const road = /^.*?(?:大道|大街|路|街|镇|乡|巷|弄)(?=.)/u.exec(text)?.[0];
  const region = road ?? /^.*(?:区|县|旗|市|省)(?=.)/u.exec(text)?.[0];
  if (region !== undefined && region.length < text.length) return `${region} ***`;
  return text.length <= 3 ? stars(text.length) : `${text.slice(0, 3)} ***`;
};

const maskId = (text: string): string => {
  const plain = text.replace(/[\s-]/gu, '');
  return plain.length < 10 ? stars(plain.length) : `${plain.slice(0, 3)}${stars(plain.length - 7)}${plain.slice(-4)}`;
};

const maskCard = (text: string): string => {
  const digits = text.replace(/\D/gu, '');
  return digits.length < 8 ? stars(digits.length || text.length) : `**** **** **** ${digits.slice(-4)}`;
};

const covers: Readonly<Record<MaskedField, (text: string) => string>> = { phone: maskPhone, email: maskEmail, address: maskAddress, idNumber: maskId, bankCard: maskCard };

/** One value of that kind, covered; empty stays empty. */
export const mask = (kind: MaskedField, text: string): string => (text.trim() === '' ? text : covers[kind](text));

/** Check digit of an eighteen-digit identity number (GB 11643). */
export const isIdNumber = (text: string): boolean => {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/u.test(text)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
};

/** Check digit of a bank card (Luhn), 15 to 19 digits. */
export const isBankCard = (digits: string): boolean => {
  if (!/^\d{15,19}$/u.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

const LONG = /(?<!\d)\d(?:[ -]?\d){13,18}[\dXx]?(?!\d)/gu;
const MOBILE = /(?<![\d.])(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/gu;
const LANDLINE = /(?<![\d-])0\d{2,3}-\d{7,8}(?!\d)/gu;
/** From the road or the estate on, as far as the door. */
const DOOR = /((?:路|街|大道|巷|弄|村|镇|乡|小区|花园|公寓|大厦|广场|家园|新村|苑|里)[^\S\n]?)[\p{Script=Han}A-Za-z]{0,10}\d{1,5}(?:[-－—]\d{1,4}){0,3}\s?(?:号楼|号|弄|栋|幢|座|单元|室|楼|层|户|#)(?:[\p{Script=Han}A-Za-z]{0,6}\d{1,5}(?:[-－—]\d{1,4}){0,2}\s?(?:号楼|号|弄|栋|幢|座|单元|室|楼|层|户)?){0,4}/gu;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;

/** Free words (a remark, a note) with the private numbers of those kinds in them covered. */
export const maskWithin = (text: string, kinds: ReadonlySet<MaskedField>): string => {
  const long = text.replace(LONG, (found) => {
    const plain = found.replace(/[ -]/gu, '');
    if (kinds.has('idNumber') && isIdNumber(plain)) return maskId(plain);
    return kinds.has('bankCard') && isBankCard(plain) ? maskCard(plain) : found;
  });
  const phones = kinds.has('phone') ? long.replace(MOBILE, maskPhone).replace(LANDLINE, maskPhone) : long;
  const mails = kinds.has('email') ? phones.replace(EMAIL, maskEmail) : phones;
  return kinds.has('address') ? mails.replace(DOOR, '$1***') : mails;
};
