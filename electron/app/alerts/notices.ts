/** One message of the operating system at a time; a later one takes the place of the former. */
import { Notification } from 'electron';
import type { NoticeWords } from './noticeWords';

export type Notices = { readonly show: (words: NoticeWords, isUrgent: boolean) => void; readonly clear: () => void };

/** Silent in itself: sounds are the desk's own. `onClick` when the person opens it. */
export const createNotices = (icon: string, onClick: () => void): Notices => {
  let current: Notification | null = null;
  const clear = (): void => {
    current?.close();
    current = null;
  };
  return {
    clear,
    show: ({ title, body }, isUrgent) => {
      clear();
      if (!Notification.isSupported()) return;
      const notice = new Notification({ title, body, icon, silent: true, urgency: isUrgent ? 'critical' : 'normal' });
      notice.on('click', () => {
        if (current === notice) current = null;
        onClick();
      });
      current = notice;
      notice.show();
    },
  };
};
