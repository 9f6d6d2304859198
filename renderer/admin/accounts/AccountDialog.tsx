import { Modal } from 'antd';
import { useState } from 'react';
import type { AccountId } from '#shared/domain/ids';
import type { ChannelKind } from '#shared/domain/account';
import type { ChannelForm } from '#shared/ipc/channelForm';
import type { AccountRow } from '../../archive/schema/accountRows';
import { translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { channelName, useForms } from '../../state/forms';
import { AccountTile } from '../../ui/AccountTile';
import { Icon } from '../../ui/Icon';
import { restingDialog } from '../../ui/theme';
import type { EditFocus } from './editFocus';
import { AccountForm } from './AccountForm';
import styles from './Accounts.module.css';

export type DialogTarget = { readonly kind: 'add' } | { readonly kind: 'edit'; readonly account: AccountRow; readonly focus: EditFocus };

const Platforms = ({ forms, onChoose }: { readonly forms: readonly ChannelForm[]; readonly onChoose: (kind: ChannelKind) => void }) => (
  <div className={styles.platforms}>
    {forms.map((form, index) => (
      <button key={form.kind} type="button" className={styles.platform} onClick={() => onChoose(form.kind)} data-testid={`platform-${form.kind}`}>
        <AccountTile glyph={form.glyph} color={index + 1} />
        <span><strong>{channelName(form.kind)}</strong><p>{translateMaybe(`channel.${form.kind}.about`)}</p></span>
        <Icon name="chevronRight" />
      </button>
    ))}
  </div>
);

/** Adds an account (platform first, then its form) or edits one. `onClose` gets the id of a new account. */
export const AccountDialog = ({ target, others, onClose }: {
  readonly target: DialogTarget; readonly others: readonly AccountRow[]; readonly onClose: (added?: AccountId) => void;
}) => {
  const t = useT();
  const { forms } = useForms();
  const [kind, setKind] = useState<ChannelKind | undefined>(target.kind === 'edit' ? target.account.channel : undefined);
  const form = forms.find((each) => each.kind === kind);
  const title = target.kind === 'edit' ? t('form.title.edit', { name: target.account.name }) : kind === undefined ? t('form.choose') : `${t('form.title.add')} · ${channelName(kind)}`;
  return (
    <Modal {...restingDialog} open centered width={560} title={title} footer={null} onCancel={() => onClose()} mask={{ closable: false }} destroyOnHidden>
      {form === undefined
        ? <Platforms forms={forms} onChoose={setKind} />
        : (
          <AccountForm
            form={form} others={others} onClose={onClose}
            account={target.kind === 'edit' ? target.account : undefined} focus={target.kind === 'edit' ? target.focus : 'settings'}
            onBack={target.kind === 'add' ? () => setKind(undefined) : undefined}
          />
        )}
    </Modal>
  );
};
