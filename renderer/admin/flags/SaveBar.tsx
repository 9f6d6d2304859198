import { useState } from 'react';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import { defaultFlagPack } from '../../archive/queries/flagRules';
import { desk } from '../../bridge/desk';
import { sentenceOf } from '../../i18n/sentenceOf';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Popconfirm } from '../../ui/Popconfirm';
import { DropDraft } from '../rules/DropDraft';
import { isSameRules } from '../rules/ruleDrafts';
import { faultOf } from './flagDraft';
import styles from './Flags.module.css';
import { TrialDialog } from './TrialDialog';

/** What is wrong, unsaved or in force; a draft is tried before it is saved. */
export const SaveBar = ({ current, draft, isChanged, prices, onChange, onDrop }: {
  readonly current: FlagPack; readonly draft: FlagPack; readonly isChanged: boolean; readonly prices: PriceList; readonly onChange: (draft: FlagPack) => void; readonly onDrop: () => void;
}) => {
  const t = useT();
  const [isTrying, setTrying] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const fault = faultOf(draft);
  const save = (): void => {
    setBusy(true);
    setProblem(undefined);
    desk.call('flagRules.save', { based: draft.version, pack: JSON.parse(JSON.stringify(draft)) }).then(() => { // a copy: the port takes plain data
      setTrying(false);
      onDrop();
    }, (cause: unknown) => setProblem(sentenceOf(cause))).finally(() => setBusy(false));
  };
  return (
    <div className={styles.bar}>
      {fault !== undefined
        ? <span className={styles.problem} role="alert">{t('flagRules.fault', { field: t(fault.field === 'patterns' ? 'flagRules.patterns' : fault.field === 'title' ? 'flagRules.title' : fault.field === 'clause' ? 'flagRules.clause' : 'flagRules.rules') })}</span>
        : <span className={styles.quiet}>{isChanged ? t('rules.unsaved') : t('flagRules.inForce', { version: current.version })}</span>}
      <span className={styles.grow} />
      {!isChanged && !isSameRules(current, defaultFlagPack) && <Popconfirm title={t('flagRules.resetSure')} okText={t('flagRules.reset')} cancelText={t('common.cancel')} onConfirm={() => onChange({ ...defaultFlagPack, version: current.version })}><span><Button>{t('flagRules.reset')}</Button></span></Popconfirm>}
      {isChanged && <DropDraft onDrop={onDrop} isDisabled={isBusy} testId="flag-rules-drop" />}
      <Button kind="primary" onPress={() => setTrying(true)} isDisabled={!isChanged || fault !== undefined} testId="flag-rules-try">{t('flagRules.try')}</Button>
      {isTrying && <TrialDialog current={current} draft={draft} prices={prices} isBusy={isBusy} problem={problem} onSave={save} onClose={() => setTrying(false)} />}
    </div>
  );
};
