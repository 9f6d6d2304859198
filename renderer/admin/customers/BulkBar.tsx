import { Input, Modal, Radio } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { listFields, type CustomerChange, type FieldValue } from '#shared/domain/customer';
import type { CustomerFieldRow } from '../../archive/schema/customerRows';
import { desk } from '../../bridge/desk';
import { occupationName, occupationValueOf } from '../../i18n/occupations';
import { divisionName } from '../../i18n/divisions';
import { useLocale, useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { InputNumber } from '../../ui/InputNumber';
import { Select } from '../../ui/Select';
import styles from './Customers.module.css';
import { FormRow } from './FormRow';
import { optionsOf } from './traitWords';
import { offerBack } from '../undo/undoOffer';
import type { PersonLine } from './usePeople';
import { useRun } from './useRun';

const kinds = ['tag', 'untag', 'group', 'ungroup', 'stage', 'grade', 'province', 'occupation', 'star', 'field'] as const;
type Kind = (typeof kinds)[number];
type Draft = { readonly kind: Kind; readonly key: string; readonly value: string };

const fieldValue = (field: CustomerFieldRow | undefined, key: string, value: string): FieldValue => {
  if (value.trim() === '') return null;
  if (listFields.has(key)) return [value.trim()];
  if (field?.kind === 'number') return Number(value);
  return field?.kind === 'boolean' ? value === 'yes' : value.trim();
};

/** The change a form describes; nothing while it is incomplete. */
const changeOf = ({ kind, key, value }: Draft, fields: readonly CustomerFieldRow[]): CustomerChange | undefined => {
  const word = value.trim();
  switch (kind) {
    case 'tag': case 'group': return word === '' ? undefined : { kind: 'tag', tag: { kind: kind === 'tag' ? 'free' : 'group', value: word.slice(0, 60), source: 'agent' } };
    case 'untag': case 'ungroup': return word === '' ? undefined : { kind: 'untag', tagKind: kind === 'untag' ? 'free' : 'group', value: word };
    case 'grade': case 'province': case 'occupation': return word === '' ? undefined : { kind: 'tag', tag: { kind, value: kind === 'occupation' ? occupationValueOf(word) : word, source: 'agent' } };
    case 'stage': return word === 'deal' || word === 'potential' ? { kind: 'stage', stage: word } : undefined;
    case 'star': return word === '' ? undefined : { kind: 'star', starred: word === 'yes' };
    case 'field': return key === '' ? undefined : { kind: 'field', key: key as 'company', value: fieldValue(fields.find((one) => `custom:${one.id}` === key), key, value) }; // keys come from the list of fields
  }
};

/** Whether the change would leave this person as they are. */
const isSame = ({ person, traits }: PersonLine, change: CustomerChange): boolean => {
  switch (change.kind) {
    case 'tag': return person.profile.tags.some((tag) => tag.kind === change.tag.kind && tag.value === change.tag.value);
    case 'untag': return !person.profile.tags.some((tag) => tag.kind === change.tagKind && tag.value === change.value);
    case 'stage': return person.profile.stage === change.stage;
    case 'star': return person.profile.starred === change.starred;
    case 'field': return JSON.stringify(person.profile.fields[change.key]?.value ?? null) === JSON.stringify(change.value);
    case 'retag': return traits['tag'] === undefined;
  }
};

const Choice = ({ draft, lines, fields, onChange }: { readonly draft: Draft; readonly lines: readonly PersonLine[]; readonly fields: readonly CustomerFieldRow[]; readonly onChange: (draft: Draft) => void }) => {
  const t = useT();
  const label = t('condition.value');
  // One word is chosen: the list must not stay open over the button that applies it.
  const [isOpen, setOpen] = useState(false);
  const set = (value: string): void => onChange({ ...draft, value });
  const trait = { tag: 'tag', untag: 'tag', group: 'group', ungroup: 'group', grade: 'grade', province: 'province', occupation: 'occupation', stage: 'stage', star: 'starred', field: draft.key }[draft.kind];
  const options = optionsOf(trait, lines, new Map(), fields);
  const mayType = draft.kind === 'tag' || draft.kind === 'group' || draft.kind === 'occupation';
  if (draft.kind === 'star') return <Radio.Group value={draft.value} onChange={(event) => set(String(event.target.value))} options={[{ value: 'yes', label: t('customer.star') }, { value: 'no', label: t('customer.unstar') }]} />;
  const field = fields.find((one) => `custom:${one.id}` === draft.key);
  const value = (
    draft.kind === 'field' && field?.kind === 'boolean'
      ? <Select allowClear value={draft.value || undefined} aria-label={label} options={[{ value: 'yes', label: t('fact.yes') }, { value: 'no', label: t('fact.no') }]} onChange={(next?: string) => set(next ?? '')} />
      : draft.kind === 'field' && field?.kind === 'number'
        ? <InputNumber value={draft.value === '' ? null : Number(draft.value)} aria-label={label} onChange={(next) => set(next === null ? '' : String(next))} />
        : options !== undefined
          ? (
            <Select
              allowClear value={mayType ? (draft.value === '' ? [] : [draft.value]) : draft.value || undefined} aria-label={label} mode={mayType ? 'tags' : undefined} maxCount={mayType ? 1 : undefined} options={[...options]}
              showSearch={{ optionFilterProp: 'label' }} open={isOpen} onOpenChange={setOpen} data-testid="bulk-value"
              onChange={(next: string | string[] | undefined) => { setOpen(false); set(Array.isArray(next) ? next.at(-1) ?? '' : next ?? ''); }}
            />
          )
          : <Input type={field?.kind === 'date' || draft.key === 'birthday' ? 'date' : 'text'} value={draft.value} aria-label={label} onChange={(event) => set(event.target.value)} />
  );
  if (draft.kind !== 'field') return value;
  const keys = [...(['remark', 'company', 'email', 'birthday'] as const).map((key) => ({ value: key as string, label: t(`customer.field.${key}`) })), ...fields.map((one) => ({ value: `custom:${one.id}`, label: one.name }))];
  return <><Select value={draft.key || undefined} placeholder={t('bulkEdit.whichField')} aria-label={t('bulkEdit.whichField')} options={keys} onChange={(key: string) => onChange({ kind: 'field', key, value: '' })} />{draft.key !== '' && value}</>;
};

const Preview = ({ lines, change, words }: { readonly lines: readonly PersonLine[]; readonly change: CustomerChange; readonly words: ReactNode }) => {
  const t = useT();
  const changing = lines.filter((line) => !isSame(line, change));
  return (
    <div className={styles.preview} data-testid="bulk-preview">
      <p>{words} {t('bulkEdit.preview', { changing: changing.length, same: lines.length - changing.length })}</p>
      <ul>{changing.slice(0, 8).map((line) => <li key={line.id}>{line.person.title}</li>)}{changing.length > 8 && <li>{t('bulkEdit.more', { count: changing.length - 8 })}</li>}</ul>
    </div>
  );
};

const useWords = () => {
  const t = useT();
  const locale = useLocale();
  return (draft: Draft): string => {
    const value = draft.kind === 'province' ? divisionName(draft.value, locale) : draft.kind === 'occupation' ? occupationName(draft.value, locale) : draft.kind === 'stage' ? t(draft.value === 'deal' ? 'customer.stage.deal' : 'customer.stage.potential') : draft.value;
    return draft.kind === 'star' ? t(draft.value === 'yes' ? 'customer.star' : 'customer.unstar') : `${t(`bulkEdit.kind.${draft.kind}`)}${value === '' ? '' : `“${value}”`}`;
  };
};

const BulkDialog = ({ lines, all, fields, onClose }: { readonly lines: readonly PersonLine[]; readonly all: readonly PersonLine[]; readonly fields: readonly CustomerFieldRow[]; readonly onClose: (done: boolean) => void }) => {
  const t = useT();
  const wordsOf = useWords();
  const { run, isBusy, problem } = useRun();
  const [draft, setDraft] = useState<Draft>({ kind: 'tag', key: '', value: '' });
  const change = changeOf(draft, fields);
  const changing = useMemo(() => (change === undefined ? [] : lines.filter((line) => !isSame(line, change))), [lines, change]);
  const apply = async (): Promise<void> => {
    if (change === undefined) return;
    const action = crypto.randomUUID();
    // A tag taken off must leave every file that holds it; anything else is written on the person's first file.
    const customers = changing.flatMap(({ person }) => (change.kind === 'untag' ? person.profile.files : [person.id]));
    if (!(await run(() => desk.call('customer.change', { action, customers, change })))) return;
    offerBack(t('bulkEdit.done', { change: wordsOf(draft), count: changing.length }), () => desk.call('customer.revert', { action }));
    onClose(true);
  };
  return (
    <Modal {...restingDialog} open centered width={520} title={t('bulkEdit.title', { count: lines.length })} okText={t('bulkEdit.apply', { count: changing.length })} cancelText={t('common.cancel')} okButtonProps={{ disabled: changing.length === 0 || isBusy, 'data-testid': 'bulk-apply' }} onOk={() => void apply()} onCancel={() => onClose(false)}>
      <div className={styles.form}>
        <FormRow label={t('bulkEdit.what')}><Select aria-label={t('bulkEdit.what')} value={draft.kind} options={kinds.map((kind) => ({ value: kind, label: t(`bulkEdit.kind.${kind}`) }))} onChange={(kind: Kind) => setDraft({ kind, key: '', value: '' })} data-testid="bulk-kind" /></FormRow>
        <Choice draft={draft} lines={all} fields={fields} onChange={setDraft} />
        {change !== undefined && <Preview lines={lines} change={change} words={wordsOf(draft)} />}
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      </div>
    </Modal>
  );
};

/** What can be done to those chosen. */
export const BulkBar = ({ lines, all, fields, onClear }: { readonly lines: readonly PersonLine[]; readonly all: readonly PersonLine[]; readonly fields: readonly CustomerFieldRow[]; readonly onClear: () => void }) => {
  const t = useT();
  const { run, isBusy, problem } = useRun();
  const [isOpen, setOpen] = useState(false);
  const merge = async (): Promise<void> => {
    const [first, ...others] = lines;
    if (first === undefined || others.length === 0) return;
    if (!(await run(() => desk.call('customer.merge', { into: first.id, from: others.map((line) => line.id), evidence: { reason: 'agent' } })))) return;
    offerBack(t('customers.merged', { count: lines.length }), async () => {
      for (const other of others) await desk.call('customer.split', { customers: [...other.person.profile.files] });
    });
    onClear();
  };
  return (
    <div className={styles.bulk} role="group" aria-label={t('bulkEdit.label')} data-testid="bulk-bar">
      <b>{t('bulkEdit.chosen', { count: lines.length })}</b>
      <Button kind="primary" size="small" onPress={() => setOpen(true)} testId="bulk-open">{t('bulkEdit.change')}</Button>
      <Button size="small" isDisabled={lines.length < 2 || lines.length > 20 || isBusy} title={lines.length < 2 ? t('bulkEdit.mergeTwo') : lines.length > 20 ? t('bulkEdit.mergeMost') : undefined} onPress={() => void merge()}>{t('bulkEdit.merge')}</Button>
      <Button size="small" kind="ghost" onPress={onClear}>{t('bulkEdit.none')}</Button>
      {problem !== undefined && <span className={styles.problem} role="alert">{problem}</span>}
      {isOpen && <BulkDialog lines={lines} all={all} fields={fields} onClose={(done) => { setOpen(false); if (done) onClear(); }} />}
    </div>
  );
};
