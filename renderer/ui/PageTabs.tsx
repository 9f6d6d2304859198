import styles from './PageTabs.module.css';

export type PageTab<Page extends string> = { readonly page: Page; readonly name: string; /** A hook: what waits there for this person; 0 shows nothing. */ readonly useCount?: (() => number) | undefined };

const noCount = (): number => 0;

const Count = ({ useCount }: { readonly useCount: () => number }) => {
  const count = useCount();
  return count > 0 && <span>{count}</span>;
};

/** The pages of one screen in a strip under the title bar. `data-testid` of each is `page-<page>`. */
export const PageTabs = <Page extends string>({ label, tabs, current, onOpen }: {
  readonly label: string; readonly tabs: readonly PageTab<Page>[]; readonly current: Page; readonly onOpen: (page: Page) => void;
}) => (
  <nav className={styles.tabs} aria-label={label}>
    {tabs.map(({ page, name, useCount = noCount }) => (
      <button key={page} type="button" aria-current={page === current ? 'page' : undefined} onClick={() => onOpen(page)} data-testid={`page-${page}`}>
        {name}<Count useCount={useCount} />
      </button>
    ))}
  </nav>
);
