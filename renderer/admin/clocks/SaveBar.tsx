import { Modal } from 'antd';
import { useState } from 'react';
import { defaultRulePack } from '../../archive/queries/rulePack';
import { desk } from '../../bridge/desk';
import { sentenceOf } from '../../i18n/sentenceOf';
import { useLocale, useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { restingDialog } from '../../ui/theme';
import { Popconfirm } from '../../ui/Popconfirm';
import page from '../../ui/Page.module.css';
import { DropDraft } from '../rules/DropDraft';
import { isSameRules } from '../rules/ruleDrafts';
import styles from './Clocks.module.css';
import { faultOf, packChanges, type PackChange, type PackDraft } from './packDraft';
import { Preview } from './Preview';

/** Saves a draft; what it says when that failed stays until the next try. */
const useSaving = () => {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (based: number, pack: PackDraft): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await desk.call('rulePack.save', { based, pack });
      return true;
    } catch (error) {
      setProblem(sentenceOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, save };
};

const useChangeWords = () => {
  const t = useT();
  return (change: PackChange): string => (change.kind === 'area' ? t(`clocks.change.${change.area}`) : t(`clocks.change.${change.kind}`, { of: t(`clocks.change.of.${change.of}`), name: change.name }));
};

/** What would change and what it does to those who wait, before it is in force for everybody. */
const SureDialog = ({ current, draft, isBusy, problem, onSave, onClose }: { readonly current: PackDraft; readonly draft: PackDraft; readonly isBusy: boolean; readonly problem: string | undefined; readonly onSave: () => void; readonly onClose: () => void }) => {
  const t = useT();
  const locale = useLocale();
  const words = useChangeWords();
  return (
    <Modal {...restingDialog} open centered width={520} title={t('clocks.sure', { version: current.version + 1 })} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <div className={styles.sure}>
        <ul data-testid="clocks-changes">{packChanges(current, draft, locale).map((change) => <li key={JSON.stringify(change)}>{words(change)}</li>)}</ul>
        <h3>{t('clocks.preview')}</h3>
        <Preview current={current} draft={draft} />
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
        <div className={styles.buttons}><Button onPress={onClose}>{t('common.cancel')}</Button><Button kind="primary" isDisabled={isBusy} onPress={onSave} testId="clocks-confirm">{t('clocks.save')}</Button></div>
      </div>
    </Modal>
  );
};

/** What is wrong, unsaved or in force, and what can be done about it. */
export const SaveBar = ({ current, draft, isChanged, onDrop }: { readonly current: PackDraft; readonly draft: PackDraft; readonly isChanged: boolean; readonly onDrop: () => void }) => {
  const t = useT();
  const { isBusy, problem, save } = useSaving();
  const [isAsking, setAsking] = useState(false);
  const fault = faultOf(draft);
  const isShipped = isSameRules(current, defaultRulePack);
  const run = async (based: number, pack: PackDraft): Promise<void> => {
    if (!(await save(based, pack))) return;
    setAsking(false);
    onDrop();
  };
  return (
    <div className={page.foot}>
      {problem !== undefined ? <span className={styles.problem} role="alert">{problem}</span>
        : fault !== undefined ? <span className={styles.problem} role="alert"><Icon name="alert" size={14} />{t(fault === 'shifts' ? 'clocks.fault.shifts' : fault === 'closing' ? 'clocks.fault.closing' : 'clocks.fault.clocks')}</span>
          : <span className={styles.quiet}>{isChanged ? t('rules.unsaved') : t('clocks.inForce', { version: current.version })}</span>}
      {!isShipped && <Popconfirm title={t('clocks.resetSure')} okText={t('clocks.reset')} cancelText={t('common.cancel')} onConfirm={() => void run(current.version, defaultRulePack)}><span><Button isDisabled={isBusy} testId="clocks-reset">{t('clocks.reset')}</Button></span></Popconfirm>}
      {isChanged && <DropDraft onDrop={onDrop} isDisabled={isBusy} testId="clocks-drop" />}
      <Button kind="primary" onPress={() => setAsking(true)} isDisabled={isBusy || !isChanged || fault !== undefined} testId="clocks-save">{t('clocks.review')}</Button>
      {isAsking && <SureDialog current={current} draft={draft} isBusy={isBusy} problem={problem} onSave={() => void run(draft.version, draft)} onClose={() => setAsking(false)} />}
    </div>
  );
};
