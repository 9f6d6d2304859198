import { Modal } from 'antd';
import type { WordingProposalRow, WordingRow } from '../../archive/schema/wordingRows';
import { useWordings } from '../../archive/queries/useWordings';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { draftOf, type WordingDraft } from '../../wordings/wordingDraft';
import { WordingForm, type FormResult, type FormStart } from '../../wordings/WordingForm';
import styles from './Wordings.module.css';
import { restingDialog } from '../../ui/theme';

export type DialogStart =
  | { readonly kind: 'new'; readonly draft: WordingDraft }
  | { readonly kind: 'change'; readonly row: WordingRow }
  /** A proposal approved with changes of the supervisor. */
  | { readonly kind: 'amend'; readonly proposal: WordingProposalRow };

const formStart = (start: DialogStart): FormStart => {
  switch (start.kind) {
    case 'new': return { draft: start.draft };
    case 'change': return { draft: draftOf(start.row), base: start.row.version, ...(start.row.owner !== undefined && { owner: start.row.owner }) };
    case 'amend': return { draft: draftOf(start.proposal.content), ...(start.proposal.content.owner !== undefined && { owner: start.proposal.content.owner }) };
  }
};

/** Writes, changes, or approves with changes, in a dialog. */
export const WordingDialog = ({ start, mayDecide, onDone }: { readonly start: DialogStart; readonly mayDecide: boolean; readonly onDone: (result: FormResult | undefined) => void }) => {
  const t = useT();
  const rows = useWordings() ?? [];
  const title = start.kind === 'amend' ? t('wordings.amend') : start.kind === 'new' ? t(mayDecide ? 'wording.new' : 'wording.proposeNew') : t(mayDecide ? 'wording.edit' : 'wording.proposeEdit');
  const approve = start.kind === 'amend'
    ? { label: t('wordings.approveAmended'), run: (wording: Parameters<typeof draftOf>[0]) => desk.call('wording.decide', { verdict: 'approved', proposal: start.proposal.id, base: rows.find((row) => row.id === start.proposal.wording)?.version, wording }) }
    : undefined;
  return (
    <Modal {...restingDialog} open centered width={720} title={title} footer={null} onCancel={() => onDone(undefined)} mask={{ closable: false }} destroyOnHidden>
      <div className={styles.dialog}><WordingForm start={formStart(start)} keep={approve} onDone={onDone} /></div>
    </Modal>
  );
};
