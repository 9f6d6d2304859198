/** Reading our account's archive on the server (XEP-0313): one page at a time, only what is really from it. */
import { randomUUID } from 'node:crypto';
import { xml, type Element } from '@xmpp/client';
import { AppError } from '#shared/domain/errors';
import { normalizeJid } from './ids';
import { NS } from './namespaces';
import type { Session } from './session';
import { child, childText, stampOf, type XmlNode } from './wire';

export const PAGE = 50;

export type ArchiveQuery = {
  readonly with?: string;
  /** ms */
  readonly start?: number;
  readonly end?: number;
  readonly after?: string;
  /** Empty: the newest page. */
  readonly before?: string;
  readonly max?: number;
};

export type ArchivePage = {
  /** `<message>` wrappers in archive order. */
  readonly items: readonly XmlNode[];
  readonly isComplete: boolean;
  readonly first?: string;
  readonly last?: string;
};

export type Archive = {
  /** Takes a stanza if it is a result of a running query; true when it was. */
  readonly collect: (node: XmlNode) => boolean;
  /** Rejects with a StanzaError (`condition`), `xmpp.cut` or `xmpp.iqTimeout`. */
  readonly page: (query: ArchiveQuery) => Promise<ArchivePage>;
};

export const createArchive = (session: Session, self: string): Archive => {
  const running = new Map<string, XmlNode[]>();
  return {
    collect: (node) => {
      const result = child(node, 'result', NS.archive);
      const items = running.get(result?.attrs['queryid'] ?? '');
      const { from } = node.attrs;
      if (!items || (from !== undefined && normalizeJid(from) !== self)) return false;
      items.push(node);
      return true;
    },
    page: async (query) => {
      const queryId = randomUUID();
      const items: XmlNode[] = [];
      running.set(queryId, items);
      try {
        const answer = await session.request(encodeQuery(query, queryId), 30_000);
        const fin = child(answer, 'fin', NS.archive);
        if (!fin) throw new AppError('xmpp.badArchive');
        const set = child(fin, 'set', NS.paging);
        const first = childText(set, 'first');
        const last = childText(set, 'last');
        return { items, isComplete: fin.attrs['complete'] === 'true' || items.length === 0, ...(first ? { first } : {}), ...(last ? { last } : {}) };
      } finally {
        running.delete(queryId);
      }
    },
  };
};

const encodeQuery = (query: ArchiveQuery, queryId: string): Element => {
  const field = (name: string, value: string | undefined): Element | null => (value === undefined ? null : xml('field', { var: name }, xml('value', {}, value)));
  const stamp = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());
  return xml('iq', { type: 'set' }, xml('query', { xmlns: NS.archive, queryid: queryId },
    xml('x', { xmlns: NS.form, type: 'submit' },
      xml('field', { var: 'FORM_TYPE', type: 'hidden' }, xml('value', {}, NS.archive)),
      field('with', query.with), field('start', stamp(query.start)), field('end', stamp(query.end))),
    xml('set', { xmlns: NS.paging },
      xml('max', {}, String(query.max ?? PAGE)),
      query.after === undefined ? null : xml('after', {}, query.after),
      query.before === undefined ? null : xml('before', {}, query.before))));
};

/** Archive id and time of a result. */
export const placeOf = (item: XmlNode): { readonly id: string; readonly at: number } | undefined => {
  const result = child(item, 'result', NS.archive);
  const id = result?.attrs['id'];
  const at = stampOf(child(child(result, 'forwarded', NS.forward), 'delay', NS.delay)?.attrs['stamp']);
  return id === undefined || at === undefined ? undefined : { id, at };
};

export const messageIn = (item: XmlNode): XmlNode | undefined =>
  child(child(child(item, 'result', NS.archive), 'forwarded', NS.forward), 'message');

export const conditionOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'condition' in error && typeof error.condition === 'string' ? error.condition : undefined;
