import { PageScreen } from '../ui/PageScreen';
import { showSupervision, useView } from '../state/view';
import { useRole } from '../state/session';
import { useT } from '../i18n/useT';
import { supervisionPages } from './supervisionPages';

/** Search and replay, flags, spot checks, violations, figures: a page each. */
export const SupervisionScreen = () => {
  const t = useT();
  const role = useRole();
  const place = useView((view) => view.supervisionPlace);
  return (
    <PageScreen
      label={t('nav.supervision')} pages={supervisionPages.filter(({ roles }) => roles.includes(role))} current={place}
      nameOf={(page) => t(`supervision.${page}`)} onOpen={showSupervision}
    />
  );
};
