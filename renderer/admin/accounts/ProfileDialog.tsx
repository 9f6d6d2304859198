import { Checkbox, Input, Modal } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import { forbiddenFeatures, nicknameWords, profilePolicySchema, type AccountPolicy, type ForbiddenFeature, type ProfilePolicy } from '#shared/domain/custody';
import { nicknameExpected } from '#shared/rules/custody';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { InputNumber } from '../../ui/InputNumber';
import own from './Custody.module.css';
import { nicknameFacts, type CustodyGrounds } from './custodyOf';
import { useAdminCommand } from '../useAdminCommand';
import type { CustodyMethod } from './custodyMethods';

type Fields = {
  readonly nickname: string; readonly phone: string; readonly department: string; readonly signature: string;
  readonly avatars: readonly string[]; readonly forbidden: readonly ForbiddenFeature[]; readonly rotateDays: number | null;
};

const beginning = ({ policy }: AccountRow): Fields => ({
  nickname: policy?.profile?.nickname ?? '', phone: policy?.profile?.phone ?? '', department: policy?.profile?.department ?? '', signature: policy?.profile?.signature ?? '',
  avatars: policy?.profile?.avatars ?? [], forbidden: policy?.profile?.forbidden ?? [], rotateDays: policy?.rotateDays ?? null,
});

const profileOf = ({ nickname, phone, department, signature, avatars, forbidden }: Fields): ProfilePolicy => ({
  nickname: nickname.trim(), phone: phone.trim(), department: department.trim(), signature: signature.trim(), avatars, forbidden,
});

const policyOf = (fields: Fields): AccountPolicy => ({ profile: profileOf(fields), ...(fields.rotateDays !== null && { rotateDays: fields.rotateDays }) });

type Part = { readonly fields: Fields; readonly set: (part: Partial<Fields>) => void };

const Nickname = ({ fields, set, expected }: Part & { readonly expected: string }) => {
  const t = useT();
  const id = useId();
  const isWrong = !profilePolicySchema.safeParse(profileOf(fields)).success;
  return (
    <div>
      <label htmlFor={id}>{t('custody.nickname')}</label>
      <Input id={id} value={fields.nickname} maxLength={80} placeholder={t('custody.nickname.placeholder')} onChange={(event) => set({ nickname: event.target.value })} status={isWrong ? 'error' : ''} data-testid="policy-nickname" autoFocus />
      <div className={own.words}>{nicknameWords.map((word) => <Button key={word} size="small" onPress={() => set({ nickname: `${fields.nickname}{${word}}` })}>{t(`custody.word.${word}`)}</Button>)}</div>
      <p className={isWrong ? own.bad : own.hint}>{isWrong ? t('custody.nickname.wrong') : fields.nickname.trim() === '' ? t('custody.nickname.hint') : t('custody.nickname.becomes', { text: expected })}</p>
    </div>
  );
};

const Avatars = ({ fields, set, seen }: Part & { readonly seen: string | undefined }) => {
  const t = useT();
  const isIn = seen !== undefined && fields.avatars.includes(seen);
  return (
    <div>
      <span className={own.legend}>{t('custody.avatar')}</span>
      <div className={own.words}>
        <Button size="small" isDisabled={seen === undefined || isIn} onPress={() => { if (seen !== undefined) set({ avatars: [...fields.avatars, seen] }); }} testId="avatar-allow">{t('custody.avatar.allow')}</Button>
        <Button size="small" isDisabled={fields.avatars.length === 0} onPress={() => set({ avatars: [] })}>{t('custody.avatar.any')}</Button>
      </div>
      <p className={own.hint}>{fields.avatars.length === 0 ? t('custody.avatar.none') : t('custody.avatar.count', { count: fields.avatars.length })}{seen === undefined && ` ${t('custody.avatar.unseen')}`}</p>
    </div>
  );
};

/** What one account must look like, what is forbidden on it, and when its secrets are due. */
export const ProfileDialog = ({ account, grounds, onClose }: { readonly account: AccountRow; readonly grounds: CustodyGrounds; readonly onClose: () => void }) => {
  const t = useT();
  const ids = { phone: useId(), department: useId(), signature: useId(), days: useId() };
  const [fields, setFields] = useState(() => beginning(account));
  const command = useAdminCommand<CustodyMethod>();
  const set = (part: Partial<Fields>): void => setFields((was) => ({ ...was, ...part }));
  const policy = policyOf(fields);
  const expected = nicknameExpected(fields.nickname, { ...nicknameFacts({ ...account, policy }, grounds) });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (profilePolicySchema.safeParse(policy.profile).success && await command.run('account.setPolicy', { account: account.id, policy })) onClose();
  };
  return (
    <Modal {...restingDialog} open centered width={520} title={t('custody.profile.title', { name: account.name })} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <form className={own.form} onSubmit={(event) => void save(event)} noValidate data-testid="profile-form">
        <Nickname fields={fields} set={set} expected={expected} />
        <div className={own.two}>
          <div><label htmlFor={ids.phone}>{t('custody.word.phone')}</label><Input id={ids.phone} value={fields.phone} maxLength={30} onChange={(event) => set({ phone: event.target.value })} data-testid="policy-phone" /></div>
          <div><label htmlFor={ids.department}>{t('custody.word.department')}</label><Input id={ids.department} value={fields.department} maxLength={40} onChange={(event) => set({ department: event.target.value })} /></div>
        </div>
        <div><label htmlFor={ids.signature}>{t('custody.signature')}</label><Input id={ids.signature} value={fields.signature} maxLength={200} onChange={(event) => set({ signature: event.target.value })} /><p className={own.hint}>{t('custody.signature.hint')}</p></div>
        <Avatars fields={fields} set={set} seen={account.avatar?.blob ?? account.avatar?.ref} />
        <div>
          <span className={own.legend}>{t('custody.forbidden')}</span>
          <Checkbox.Group value={[...fields.forbidden]} options={forbiddenFeatures.map((value) => ({ value, label: t(`custody.forbidden.${value}`) }))} onChange={(forbidden) => set({ forbidden })} />
          <p className={own.hint}>{t('custody.forbidden.hint')}</p>
        </div>
        <div><label htmlFor={ids.days}>{t('custody.rotate')}</label><InputNumber id={ids.days} className={own.wide} min={0} max={3650} precision={0} value={fields.rotateDays} placeholder={t('custody.rotate.company', { count: grounds.policy.rotateDays })} onChange={(rotateDays) => set({ rotateDays })} data-testid="policy-rotate" /><p className={own.hint}>{t('custody.rotate.hint')}</p></div>
        {command.problem !== undefined && <p className={own.bad} role="alert">{command.problem}</p>}
        <div className={own.buttons}><Button onPress={onClose}>{t('people.form.cancel')}</Button><Button type="submit" kind="primary" isDisabled={command.isBusy} testId="policy-save">{t('people.form.save')}</Button></div>
      </form>
    </Modal>
  );
};
