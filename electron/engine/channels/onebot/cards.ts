/** Reads the few things a person can use out of QQ's xml and json cards. Pure; never throws. */
import type { Part } from '#shared/domain/message';
import { parseGuarded } from '../kit/guardedJson';
import { dictOfUnknown, numberOfUnknown, textOfUnknown, type Dict } from './wire';

const MAX_CARD = 256 * 1024;

/** An address a person may open: http or https only, bare hosts completed. */
export const webUrl = (value: unknown): string | undefined => {
  const text = textOfUnknown(value)?.trim();
  if (!text) return undefined;
  const full = /^https?:\/\//i.test(text) ? text : /^[\w-]+(\.[\w-]+)+(\/|$)/.test(text) ? `https://${text}` : undefined;
  return full && URL.canParse(full) ? full : undefined;
};

const clean = (value: unknown): string | undefined => {
  const text = textOfUnknown(value)?.trim();
  return text ? text : undefined;
};

const linkOf = (url: string | undefined, title: string | undefined, description: string | undefined): Part | undefined =>
  url ? { kind: 'link', url, ...(title ? { title } : {}), ...(description ? { description } : {}) } : undefined;

/** The first view of `meta`, whatever the card calls it. */
const viewOf = (card: Dict): Dict => {
  for (const value of Object.values(dictOfUnknown(card.meta) ?? {})) {
    const view = dictOfUnknown(value);
    if (view) return view;
  }
  return {};
};

const locationOf = (view: Dict): Part | undefined => {
  const latitude = numberOfUnknown(view.lat);
  const longitude = numberOfUnknown(view.lng ?? view.lon);
  if (latitude === undefined || longitude === undefined) return undefined;
  const title = clean(view.name);
  const address = clean(view.address);
  return { kind: 'location', latitude, longitude, ...(title ? { title } : {}), ...(address ? { address } : {}) };
};

/** A json card (`data.data`, text or already parsed) as link, location or forward; `undefined` when it gives none. */
export const partOfJsonCard = (value: unknown): Part | undefined => {
  let card = dictOfUnknown(value);
  if (typeof value === 'string' && value.length <= MAX_CARD) {
    const parsed = parseGuarded(value);
    card = parsed.ok ? dictOfUnknown(parsed.value) : undefined;
  }
  if (!card) return undefined;
  const app = textOfUnknown(card.app) ?? '';
  const view = viewOf(card);
  if (app.startsWith('com.tencent.map')) return locationOf(view);
  const forward = clean(view.resid);
  if (app === 'com.tencent.multimsg' && forward) return { kind: 'forward', id: forward };
  const url = webUrl(view.jumpUrl) ?? webUrl(view.qqdocurl) ?? webUrl(view.jump_url) ?? webUrl(view.url) ?? webUrl(card.url);
  const title = clean(view.title) ?? clean(view.nickname) ?? clean(card.prompt) ?? clean(card.desc);
  return linkOf(url, title, clean(view.desc) ?? clean(view.contact));
};

const xmlEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescapeXml = (text: string): string => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => xmlEntities[name] ?? '');

const attribute = (xml: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}=(?:"([^"]{0,4000})"|'([^']{0,4000})')`, 'i').exec(xml);
  return clean(unescapeXml(found?.[1] ?? found?.[2] ?? ''));
};
const element = (xml: string, name: string): string | undefined => {
  const found = new RegExp(`<${name}(?:\\s[^>]{0,1000})?>([^<]{1,4000})</${name}>`, 'i').exec(xml);
  return clean(unescapeXml(found?.[1] ?? ''));
};

/** An xml card as link or forward; `undefined` when it names no address. */
export const partOfXmlCard = (value: unknown): Part | undefined => {
  const xml = textOfUnknown(value);
  if (!xml || xml.length > MAX_CARD) return undefined;
  const forward = attribute(xml, 'm_resid');
  if (forward) return { kind: 'forward', id: forward };
  return linkOf(webUrl(attribute(xml, 'url')), element(xml, 'title') ?? attribute(xml, 'brief'), element(xml, 'summary'));
};
