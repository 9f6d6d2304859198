import { useMemo } from 'react';
import type { Case, FigureId } from '#shared/rules/figures/figureList';
import type { PersonId } from '#shared/domain/ids';
import { useConversations } from '../archive/queries/useConversations';
import { useT } from '../i18n/useT';
import { saveSheet, writeSheet } from '../sheets/writeSheet';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { useWork } from '../wordings/useWork';
import { caseRows } from './figureRows';
import styles from './Figures.module.css';
import { caseText, momentText } from './figureWords';

const MOST_LISTED = 300;

export type Shown = { readonly figure: FigureId; readonly title: string; readonly cases: readonly Case[] };

/** Everything a number was made of, latest first; each leads to the words themselves. */
export const CaseList = ({ shown: { figure, title, cases }, names, onOpen, onClose }: {
  readonly shown: Shown; readonly names: ReadonlyMap<PersonId, string>; readonly onOpen: (one: Case) => void; readonly onClose: () => void;
}) => {
  const t = useT();
  const work = useWork();
  const { rows } = useConversations();
  const titles = useMemo(() => new Map(rows.map((row) => [row.id, row.title])), [rows]);
  const latest = useMemo(() => [...cases].sort((a, b) => b.at - a.at), [cases]);
  const titleOf = (one: Case): string => (one.conversation === undefined ? t('figures.nothing') : titles.get(one.conversation) ?? one.conversation);
  const save = (): void => void work.run(async () => saveSheet('xlsx', await writeSheet('xlsx', caseRows(figure, latest, titleOf, names), title), title));
  return (
    <Dialog title={t('figures.cases', { name: title, count: cases.length })} closeLabel={t('figures.close')} onClose={onClose} width="wide">
      <div className={styles.casesHead}><p>{t('figures.casesHint')}</p><Button size="small" icon="download" onPress={save}>{t('figures.casesExport')}</Button></div>
      {work.problem !== undefined && <p role="alert" className={styles.problem}>{work.problem}</p>}
      <div className={styles.cases}>
        <table data-testid="figure-cases">
          <thead><tr><th scope="col">{t('figures.casesTime')}</th><th scope="col">{t('figures.casesConversation')}</th><th scope="col">{t('figures.casesPerson')}</th><th scope="col">{t('figures.casesValue')}</th></tr></thead>
          <tbody>
            {latest.slice(0, MOST_LISTED).map((one, at) => (
              <tr key={`${one.conversation} ${one.at} ${at}`}>
                <td>{momentText(one.at)}</td>
                <td>{one.conversation === undefined ? t('figures.nothing') : <button type="button" onClick={() => onOpen(one)} aria-label={t('figures.casesOpen', { name: titleOf(one), time: momentText(one.at) })}>{titleOf(one)}</button>}</td>
                <td>{one.by === undefined ? t('figures.nothing') : names.get(one.by) ?? t('figures.gone')}</td>
                <td>{caseText(figure, one.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {latest.length > MOST_LISTED && <p className={styles.hint}>{t('figures.casesMore', { count: MOST_LISTED })}</p>}
    </Dialog>
  );
};
