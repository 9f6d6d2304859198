import { deskComposerMessages } from './deskComposer';
import { deskCustomerMessages } from './deskCustomer';
import { deskTimelineMessages } from './deskTimeline';

/** Words of the right half of the desk: conversation, timeline, composer, customer. */
export const deskRightMessages = {
  'zh-CN': { ...deskTimelineMessages['zh-CN'], ...deskComposerMessages['zh-CN'], ...deskCustomerMessages['zh-CN'] },
  en: { ...deskTimelineMessages.en, ...deskComposerMessages.en, ...deskCustomerMessages.en },
} as const;
