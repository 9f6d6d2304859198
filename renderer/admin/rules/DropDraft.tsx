import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Popconfirm } from '../../ui/Popconfirm';

/** Throws a draft away, after asking. `testId` of the button. */
export const DropDraft = ({ isDisabled = false, onDrop, testId }: { readonly isDisabled?: boolean; readonly onDrop: () => void; readonly testId: string }) => {
  const t = useT();
  return (
    <Popconfirm title={t('rules.dropSure')} okText={t('rules.drop')} okButtonProps={{ danger: true }} cancelText={t('common.cancel')} onConfirm={onDrop} disabled={isDisabled}>
      <span><Button isDisabled={isDisabled} testId={testId}>{t('rules.drop')}</Button></span>
    </Popconfirm>
  );
};
