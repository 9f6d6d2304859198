import { useState } from 'react';
import { useOpenProposalCount } from '../../archive/queries/useWordingProposals';
import { useWordingPolicy } from '../../archive/queries/useWordingPolicy';
import { useWordings } from '../../archive/queries/useWordings';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Theme } from '../../ui/theme';
import { ViewSwitch } from '../../ui/ViewSwitch';
import { emptyDraft } from '../../wordings/wordingDraft';
import { newWordingId, type FormResult } from '../../wordings/WordingForm';
import { UndoBar } from '../undo/UndoBar';
import { ExpiryView } from './ExpiryView';
import { expiringRows } from './expiringRows';
import { LibraryView } from './LibraryView';
import { PolicyDialog } from './PolicyDialog';
import { ProposalsView } from './ProposalsView';
import { SheetMenu } from './SheetMenu';
import { SimilarView } from './SimilarView';
import { useReader } from './useReader';
import { WordingDialog, type DialogStart } from './WordingDialog';
import { isVisible } from './pickWordings';
import styles from './Wordings.module.css';

const views = ['library', 'proposals', 'similar', 'expiry'] as const;
type View = (typeof views)[number];

/** All prepared wording: the library, what is proposed, what repeats, what runs out. */
export const WordingsScreen = () => {
  const t = useT();
  const reader = useReader();
  const all = useWordings();
  const rows = all?.filter((row) => isVisible(row, reader.person, reader.mayDecide));
  const { noticeDays } = useWordingPolicy();
  const [view, setView] = useState<View>('library');
  const [dialog, setDialog] = useState<DialogStart>();
  const [isPolicyOpen, setPolicyOpen] = useState(false);
  const [result, setResult] = useState<FormResult>();
  const waiting = useOpenProposalCount();
  const counts: Readonly<Partial<Record<View, number>>> = { proposals: waiting, expiry: expiringRows(rows ?? [], noticeDays, Date.now()).length };
  const write = (start: DialogStart): void => {
    setResult(undefined);
    setDialog(start);
  };
  const change = (row: WordingRow): void => write({ kind: 'change', row });
  return (
    <Theme>
      <main className={styles.screen} aria-label={t('nav.wordings')}>
        <header className={styles.head}>
          <h1>{t('nav.wordings')}</h1>
          <ViewSwitch label={t('nav.wordings')} views={views.map((name) => ({ name, label: t(`wordings.view.${name}`), count: counts[name], isQuiet: name !== 'proposals' || !reader.mayDecide }))} current={view} onChoose={setView} testId="wordings" />
          <span className={styles.grow} />
          {result !== undefined && <span className={styles.result} role="status">{t(result === 'saved' ? 'wording.savedNow' : 'wording.proposedNow')}</span>}
          {reader.maySetPolicy && <Button icon="gear" onPress={() => setPolicyOpen(true)} testId="wordings-policy">{t('wordings.policy')}</Button>}
          <SheetMenu rows={rows ?? []} mayImport={reader.mayDecide} />
          <Button kind="primary" icon="plus" onPress={() => write({ kind: 'new', draft: emptyDraft(newWordingId()) })} testId="wordings-new">{t(reader.mayDecide ? 'wording.new' : 'wording.proposeNew')}</Button>
        </header>
        {view === 'library' && <LibraryView rows={rows} reader={reader} onChange={change} onNew={(draft) => write({ kind: 'new', draft })} />}
        {view === 'proposals' && <ProposalsView reader={reader} onAmend={(row) => write({ kind: 'amend', proposal: row })} />}
        {view === 'similar' && <SimilarView rows={rows} reader={reader} onChange={change} />}
        {view === 'expiry' && <ExpiryView rows={rows} reader={reader} noticeDays={noticeDays} onChange={change} />}
        <UndoBar />
      </main>
      {dialog !== undefined && <WordingDialog start={dialog} mayDecide={reader.mayDecide} onDone={(outcome) => { setDialog(undefined); setResult(outcome); }} />}
      {isPolicyOpen && <PolicyDialog onClose={() => setPolicyOpen(false)} />}
    </Theme>
  );
};
