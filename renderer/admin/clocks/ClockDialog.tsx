import { Input, Modal } from 'antd';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { chatKindSchema, type ChatKind } from '#shared/domain/chat';
import { matterSchema, ruleWords, type ClockRule } from '#shared/rules/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { useForms } from '../../state/forms';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { Select } from '../../ui/Select';
import styles from './Clocks.module.css';
import type { ClockForm, PackDraft } from './packDraft';
import { platformName } from './platformName';

const Row = ({ label, hint, children }: { readonly label: string; readonly hint?: string; readonly children: (id: string) => ReactNode }) => {
  const id = useId();
  return <div><label htmlFor={id}>{label}</label>{children(id)}{hint !== undefined && <p className={styles.quiet}>{hint}</p>}</div>;
};

const emptyForm = (pack: PackDraft): ClockForm => ({ title: { 'zh-CN': '' }, clause: pack.clauses[0]?.id ?? '', asks: 'round', matter: 'customer', channels: [], chats: [] });

/** Whom a clock concerns; a new one, or one of the table. When and how long is set in the table. */
export const ClockDialog = ({ pack, clock, onDone, onClose }: { readonly pack: PackDraft; readonly clock: ClockRule | undefined; readonly onDone: (form: ClockForm) => void; readonly onClose: () => void }) => {
  const t = useT();
  const locale = useLocale();
  const kinds = useForms(({ forms }) => forms);
  const [form, setForm] = useState<ClockForm>(clock ?? emptyForm(pack));
  const change = (part: Partial<ClockForm>): void => setForm((was) => ({ ...was, ...part }));
  const known = [...new Set([...kinds.map(({ kind }): string => kind), ...form.channels])];
  const name = ruleWords(form.title, locale);
  const isFit = form.title['zh-CN'].trim() !== '' && form.clause !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isFit) return;
    const { title, clause, asks, matter, channels, chats } = form;
    onDone({ title, clause, asks, matter, channels, chats });
  };
  const rename = (text: string): void => change({ title: locale === 'en' && clock !== undefined ? { ...form.title, en: text } : { ...form.title, 'zh-CN': text } });
  return (
    <Modal {...restingDialog} open centered width={480} title={t(clock === undefined ? 'clocks.newClock' : 'clocks.editClock')} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Row label={t('clocks.name')}>{(id) => <Input id={id} value={name} maxLength={40} autoFocus onChange={(event) => rename(event.target.value)} data-testid="clock-name" />}</Row>
        <Row label={t('clocks.clause')} hint={t('clocks.clauseHint')}>{(id) => <Select id={id} value={form.clause} onChange={(clause) => change({ clause })} options={pack.clauses.map((each) => ({ value: each.id, label: `${each.id} ${ruleWords(each.title, locale)}` }))} data-testid="clock-clause" />}</Row>
        <div className={styles.pair}>
          <Row label={t('clocks.asks')}>{(id) => <Select id={id} value={form.asks} onChange={(asks) => change({ asks })} options={(['first', 'round'] as const).map((value) => ({ value, label: t(`clocks.asks.${value}`) }))} />}</Row>
          <Row label={t('clocks.matter')}>{(id) => <Select id={id} value={form.matter} onChange={(matter) => change({ matter })} options={matterSchema.options.map((value) => ({ value, label: t(`clocks.matter.${value}`) }))} />}</Row>
        </div>
        <Row label={t('clocks.channels')}>{(id) => <Select id={id} mode="multiple" value={[...form.channels]} placeholder={t('clocks.anyChannel')} onChange={(channels: string[]) => change({ channels })} options={known.map((value) => ({ value, label: platformName(value) }))} data-testid="clock-channels" />}</Row>
        <Row label={t('clocks.chats')}>{(id) => <Select<ChatKind[]> id={id} mode="multiple" value={[...form.chats]} placeholder={t('clocks.anyChat')} onChange={(chats) => change({ chats })} options={chatKindSchema.options.map((value) => ({ value, label: t(`filter.kind.${value}`) }))} />}</Row>
        <div className={styles.buttons}><Button onPress={onClose}>{t('common.cancel')}</Button><Button type="submit" kind="primary" isDisabled={!isFit} testId="clock-done">{t('clocks.take')}</Button></div>
      </form>
    </Modal>
  );
};
