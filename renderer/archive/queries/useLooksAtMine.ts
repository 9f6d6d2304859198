import type { ConversationRow } from '../schema/conversationRows';
import type { RecordViewRow } from '../schema/personRows';
import { useLive } from './useLive';

export type LookAtMine = { readonly view: RecordViewRow; readonly conversation: ConversationRow };

/** The newest looks that are gone through: what is older is the supervisor's own list. */
const NEWEST = 2_000;
const SHOWN = 200;

/** Who else read, as a record, a conversation of `me` (assigned to them, or of an account they hold); newest first. Undefined while loading. */
export const useLooksAtMine = (me: string | undefined): readonly LookAtMine[] | undefined =>
  useLive(`looksAtMine ${me}`, async (db) => {
    if (me === undefined) return [];
    const views = (await db.recordViews.orderBy('back').limit(NEWEST).toArray()).filter(({ person }) => person !== me);
    const [rows, accounts] = await Promise.all([db.conversations.bulkGet([...new Set(views.map((view) => view.conversation))]), db.accounts.toArray()]);
    const held = new Set(accounts.filter((account) => account.held?.person === me).map(({ id }) => id));
    const mine = new Map(rows.flatMap((row) => (row !== undefined && (row.assignee === me || (row.assignee === undefined && held.has(row.account))) ? [[row.id, row] as const] : [])));
    return views.flatMap((view) => {
      const conversation = mine.get(view.conversation);
      return conversation === undefined ? [] : [{ view, conversation }];
    }).slice(0, SHOWN);
  });
