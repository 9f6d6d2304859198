import { useT } from '../i18n/useT';
import { useRole } from '../state/session';
import { showMine, useView } from '../state/view';
import { PageScreen } from '../ui/PageScreen';
import { minePages } from './minePages';

/** What concerns the person signed in: duties and notices of the day, what was assessed, who looked at the records. */
export const MineScreen = () => {
  const t = useT();
  const role = useRole();
  const place = useView((view) => view.minePlace);
  return <PageScreen label={t('nav.mine')} pages={minePages.filter(({ roles }) => roles.includes(role))} current={place} nameOf={(page) => t(`mine.${page}`)} onOpen={showMine} />;
};
