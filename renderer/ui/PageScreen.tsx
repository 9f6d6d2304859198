import { Suspense, type ComponentType } from 'react';
import styles from './PageScreen.module.css';
import { PageTabs } from './PageTabs';

type Entry<Page extends string> = { readonly page: Page; readonly Page: ComponentType; readonly useCount?: () => number };

/** A screen of several pages under one strip; where there is one only, no strip is shown. */
export const PageScreen = <Page extends string>({ label, pages, current, nameOf, onOpen }: {
  readonly label: string; readonly pages: readonly Entry<Page>[]; readonly current: Page;
  readonly nameOf: (page: Page) => string; readonly onOpen: (page: Page) => void;
}) => {
  const shown = pages.find(({ page }) => page === current) ?? pages[0];
  return (
    <main className={styles.screen}>
      {pages.length > 1 && shown !== undefined
        && <PageTabs label={label} current={shown.page} onOpen={onOpen} tabs={pages.map(({ page, useCount }) => ({ page, name: nameOf(page), useCount }))} />}
      <div className={styles.page}>{shown !== undefined && <Suspense fallback={null}><shown.Page /></Suspense>}</div>
    </main>
  );
};
