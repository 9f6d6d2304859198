/** The demonstration shop as the stories begin with it: its first customer asks at once. */
import type { Page } from 'playwright-core';
import { bubble, firstStart, openConversation, rowOf } from './deskActions';

export const CUSTOMER = '陈晓雯';
export const QUESTION = '驼色双面羊绒大衣还有 M 码吗';

/** Opens the conversation of the first customer; resolves when her question is read. The desk must be on the screen. */
export const openCustomer = async (page: Page): Promise<void> => {
  await rowOf(page, CUSTOMER).waitFor({ timeout: 60_000 });
  await openConversation(page, CUSTOMER);
  await bubble(page, QUESTION).waitFor({ timeout: 60_000 });
};

/** First start with the demonstration, its first customer open before the administrator. */
export const openShop = async (page: Page): Promise<void> => {
  await firstStart(page, 'demo');
  await openCustomer(page);
};
