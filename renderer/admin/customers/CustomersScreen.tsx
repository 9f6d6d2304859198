import { useMemo } from 'react';
import { useCustomerFields } from '../../archive/queries/useCustomerFields';
import { useT } from '../../i18n/useT';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Theme } from '../../ui/theme';
import { ActionsPage } from './ActionsPage';
import styles from './Customers.module.css';
import { useCustomersView, type Page } from './customersStore';
import { DueList } from './DueList';
import { FieldsPage } from './FieldsPage';
import { PeopleList } from './PeopleList';
import { Places } from './Places';
import { PolicyPage } from './PolicyPage';
import { SameList } from './SameList';
import { TagCatalogue } from './TagCatalogue';
import { UndoBar } from '../undo/UndoBar';
import { usePeople, type People } from './usePeople';

const PageOf = ({ page, people }: { readonly page: Page; readonly people: People }) => {
  const lines = people.lines ?? [];
  switch (page) {
    case 'due': return <DueList people={people} />;
    case 'same': return <SameList lines={lines} accounts={people.accountById} />;
    case 'tags': return <TagCatalogue lines={lines} />;
    case 'actions': return <ActionsPage />;
    case 'fields': return <FieldsPage />;
    case 'policy': return <PolicyPage />;
  }
};

/** Everybody the company knows, and everything that is done to many of them. */
export const CustomersScreen = () => {
  const t = useT();
  const place = useCustomersView((view) => view.place);
  const people = usePeople();
  const all = useCustomerFields();
  const fields = useMemo(() => (all ?? []).filter((field) => !field.retired), [all]);
  return (
    <Theme>
      <main className={styles.screen} aria-label={t('nav.customers')}>
        <Places people={people} />
        <div className={styles.content}>
          {people.lines === undefined ? <SkeletonRows rows={10} label={t('nav.customers')} />
            : place.kind === 'page' ? <PageOf page={place.page} people={people} /> : <PeopleList people={people} fields={fields} />}
          <UndoBar />
        </div>
      </main>
    </Theme>
  );
};
