import { useState } from 'react';
import type { ProposalId } from '#shared/domain/ids';
import type { Wording } from '#shared/domain/wording';
import { usePeople } from '../../archive/queries/usePeople';
import { useWordingVersions } from '../../archive/queries/useWordingVersions';
import type { WordingRow, WordingVersionRow } from '../../archive/schema/wordingRows';
import { desk } from '../../bridge/desk';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { useWork } from '../../wordings/useWork';
import { WordingDiff } from '../../wordings/WordingDiff';
import type { Reader } from './useReader';
import styles from './Wordings.module.css';

type Kept = WordingVersionRow & { readonly content: Wording };
const isKept = (version: WordingVersionRow): version is Kept => version.content !== undefined;

/** Puts an older version in force again: at once by a supervisor, as a proposal by anybody else. */
const Restore = ({ row, version, reader }: { readonly row: WordingRow; readonly version: Kept; readonly reader: Reader }) => {
  const t = useT();
  const work = useWork();
  const [isDone, setDone] = useState(false);
  const [proposal] = useState(() => crypto.randomUUID() as ProposalId); // the window makes the idempotency keys
  const restore = async (): Promise<void> => {
    const wording = version.content;
    const note = t('wordings.restoreNote', { version: version.version });
    setDone(await work.run(() => (reader.mayDecide
      ? desk.call('wording.save', { wording, base: row.version, restores: version.version })
      : desk.call('wording.propose', { proposal, wording, base: row.version, note }))));
  };
  if (isDone && !reader.mayDecide) return <span className={styles.quiet} role="status">{t('wording.proposedNow')}</span>;
  return (
    <>
      <Button size="small" icon="undo" onPress={() => void restore()} isDisabled={work.isRunning} testId="wordings-restore">{t(reader.mayDecide ? 'wordings.restore' : 'wordings.proposeRestore')}</Button>
      {work.problem !== undefined && <span className={styles.problem} role="alert">{work.problem}</span>}
    </>
  );
};

/** Every version, the newest first. Two can be laid beside each other: the one opened against another. */
export const VersionList = ({ row, reader }: { readonly row: WordingRow; readonly reader: Reader }) => {
  const t = useT();
  const versions = useWordingVersions(row.id);
  const people = usePeople();
  const [opened, setOpened] = useState(row.version);
  const [against, setAgainst] = useState<number>();
  if (versions === undefined) return <SkeletonRows rows={4} label={t('wordings.tab.versions')} />;
  const kept = versions.filter(isKept);
  const numbers = kept.map(({ version }) => version);
  const nameOf = (version: WordingVersionRow): string => (version.by === undefined ? t('wordings.bySystem') : people?.get(version.by)?.name ?? '—');
  const how = (version: WordingVersionRow): string => (version.content === undefined ? t('wordings.origin.removed') : version.origin === 'restored' ? t('wordings.origin.restored', { version: version.restores ?? 0 }) : t(`wordings.origin.${version.origin ?? (version.by === undefined ? 'shipped' : 'written')}`));
  return (
    <ol className={styles.versions}>
      {versions.map((version) => {
        const isOpen = isKept(version) && version.version === opened;
        const other = against ?? version.version - 1;
        return (
          <li key={version.back} data-open={isOpen || undefined}>
            <button type="button" aria-expanded={isKept(version) ? isOpen : undefined} disabled={!isKept(version)} onClick={() => { setOpened(isOpen ? 0 : version.version); setAgainst(undefined); }}>
              <b>{t('wordings.version', { version: version.version })}</b> <span>{how(version)}</span> <small>{nameOf(version)} · {formatFull(version.at)}</small>
            </button>
            {isOpen && (
              <div className={styles.compare}>
                <label>{t('wordings.against')} <select value={other} onChange={(event) => setAgainst(Number(event.target.value))}>
                  <option value={0}>{t('wordings.againstNothing')}</option>
                  {numbers.filter((number) => number !== version.version).map((number) => <option key={number} value={number}>{t('wordings.version', { version: number })}</option>)}
                </select></label>
                <WordingDiff before={kept.find((one) => one.version === other)?.content} after={version.content} />
                {version.version !== row.version && <Restore row={row} version={version} reader={reader} />}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
};
