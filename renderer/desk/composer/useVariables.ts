import { useMemo } from 'react';
import type { Variables } from '#shared/text/wordingText';
import { useCustomer } from '../../archive/queries/useCustomer';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useLocale } from '../../i18n/useT';
import { latestOrderOf } from '../timeline/useTimelineLines';
import { useSelf } from './useSelf';

const dateText = (locale: string): string => new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric' }).format(Date.now());

/** What the variables of prepared wording stand for in this conversation; what is unknown stays out and becomes a blank. */
export const useVariables = (conversation: ConversationRow, account: AccountRow | undefined): Variables => {
  const customer = useCustomer(conversation.customer);
  const self = useSelf();
  const locale = useLocale();
  const { id, title } = conversation;
  const order = latestOrderOf(id);
  const isPerson = conversation.kind !== 'group';
  return useMemo(() => ({
    customer: isPerson ? customer?.remark ?? customer?.name ?? title : undefined,
    shop: account?.name ?? self.company, agent: self.name, date: dateText(locale), order,
  }), [customer?.remark, customer?.name, isPerson, title, account?.name, self.company, self.name, locale, order]);
};
