import styles from './ViewSwitch.module.css';

type View<Name extends string> = {
  readonly name: Name; readonly label: string;
  /** What waits there; 0 shows nothing. */
  readonly count?: number | undefined;
  /** The count tells, nobody has to act on it. */
  readonly isQuiet?: boolean | undefined;
};

/** Which of a page's few views is shown; looks as antd's Segmented. `data-testid` of each is `<testId>-<name>`. */
export const ViewSwitch = <Name extends string>({ label, views, current, onChoose, testId }: {
  readonly label: string; readonly views: readonly View<Name>[]; readonly current: Name; readonly onChoose: (name: Name) => void; readonly testId: string;
}) => (
  <div className={styles.views} role="group" aria-label={label}>
    {views.map(({ name, label: words, count = 0, isQuiet }) => (
      <button key={name} type="button" aria-pressed={name === current} onClick={() => onChoose(name)} data-testid={`${testId}-${name}`}>
        {words}{count > 0 && <span data-quiet={isQuiet || undefined}>{count}</span>}
      </button>
    ))}
  </div>
);
