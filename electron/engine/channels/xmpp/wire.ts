/**
 * The door: what the network gave becomes plain, bounded data here and nowhere else. No meaning is read yet.
 */
import { xml, type Element } from '@xmpp/client';
import { z } from 'zod';

export type XmlNode = {
  readonly name: string;
  readonly ns: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
};

const MAX_DEPTH = 32;
const MAX_NODES = 5_000;
const MAX_RAW = 8_000;

/** Copies an element without its ties to the parser. Deeper or wider than any real stanza: cut there, never thrown. */
export const nodeOf = (element: Element, inherited: string = ''): XmlNode => copy(element, inherited, 0, { left: MAX_NODES });

const copy = (element: Element, inherited: string, depth: number, budget: { left: number }): XmlNode => {
  const colon = element.name.indexOf(':');
  const prefix = colon < 0 ? undefined : element.name.slice(0, colon);
  const ns = (prefix === undefined ? element.attrs['xmlns'] : element.attrs[`xmlns:${prefix}`]) ?? inherited;
  const children: XmlNode[] = [];
  const words: string[] = [];
  for (const child of element.children) {
    if (typeof child === 'string') words.push(child);
    else if (depth < MAX_DEPTH && budget.left > 0) {
      budget.left -= 1;
      children.push(copy(child, prefix === undefined ? ns : inherited, depth + 1, budget));
    }
  }
  return { name: element.name.slice(colon + 1), ns, attrs: { ...element.attrs }, children, text: words.join('') };
};

/** Parses one stanza written as text; undefined when it is no well-formed element. */
export const parseStanza = (text: string): XmlNode | undefined => {
  const parser = new xml.Parser();
  let root: Element | undefined;
  let isWhole = false;
  let isBad = false;
  parser.on('start', (element: Element) => { root = element; });
  // The stream parser hands children over one by one: its root is the stream, ours is the stanza.
  parser.on('element', (element: Element) => { root?.children.push(element); });
  parser.on('end', () => { isWhole = true; });
  parser.on('error', () => { isBad = true; });
  try { parser.write(text.trim()); } catch { return undefined; } // the parser throws on tags that close nothing
  return root && isWhole && !isBad ? nodeOf(root, 'jabber:client') : undefined;
};

export const child = (node: XmlNode | undefined, name: string, ns?: string): XmlNode | undefined =>
  node?.children.find((each) => each.name === name && (ns === undefined || each.ns === ns));
export const childrenOf = (node: XmlNode | undefined, name: string, ns?: string): readonly XmlNode[] =>
  node?.children.filter((each) => each.name === name && (ns === undefined || each.ns === ns)) ?? [];
export const childText = (node: XmlNode | undefined, name: string, ns?: string): string | undefined => child(node, name, ns)?.text;

/** XEP-0082 date and time → ms; undefined when it is none, or lies before 1999 or beyond 2100. */
const stampSchema = z.string().max(40).transform((text) => Date.parse(text)).pipe(z.number().int().min(915_148_800_000).max(4_102_444_800_000));
export const stampOf = (text: string | undefined): number | undefined => {
  const parsed = stampSchema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
};

/** A JID of sane length, else undefined. */
const jidSchema = z.string().min(1).max(480).regex(/^[^\s@/]*@?[^\s@/]+(\/.*)?$/su);
export const jidOf = (text: string | undefined): string | undefined => {
  const parsed = jidSchema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
};

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A stanza as text again, for what is kept raw; cut at 8,000 characters. */
export const rawOf = (node: XmlNode): string => write(node, '').slice(0, MAX_RAW);

const write = (node: XmlNode, ns: string): string => {
  const attrs = Object.entries(node.attrs).filter(([key]) => key !== 'xmlns').map(([key, value]) => ` ${key}="${escape(value)}"`).join('');
  const inner = escape(node.text) + node.children.map((each) => write(each, node.ns)).join('');
  return `<${node.name}${node.ns === ns ? '' : ` xmlns="${escape(node.ns)}"`}${attrs}${inner ? `>${inner}</${node.name}>` : '/>'}`;
};
