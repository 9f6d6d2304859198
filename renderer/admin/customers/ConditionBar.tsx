import { Input, Segmented } from 'antd';
import { useState } from 'react';
import type { Group, Leaf, Operator, TraitType } from '#shared/rules/condition';
import type { CustomerFieldRow, SegmentRow } from '../../archive/schema/customerRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useRole, useSession } from '../../state/session';
import { Button, IconButton } from '../../ui/Button';
import { InputNumber } from '../../ui/InputNumber';
import { Select } from '../../ui/Select';
import styles from './Customers.module.css';
import { editCondition, everybody, goTo, setCondition, useCustomersView } from './customersStore';
import { SegmentDialog } from './SegmentDialog';
import { operatorName, operatorsOf, optionsOf, traitChoices } from './traitWords';
import type { People } from './usePeople';
import { useRun } from './useRun';
import { offerBack } from '../undo/undoOffer';

const isGroup = (node: Leaf | Group): node is Group => 'of' in node;
const firstLeaf: Leaf = { trait: 'province', op: 'present' };
const needsNone: ReadonlySet<Operator> = new Set<Operator>(['present', 'absent']);

const pad = (value: number): string => String(value).padStart(2, '0');
const dateText = (at: number): string => `${new Date(at).getFullYear()}-${pad(new Date(at).getMonth() + 1)}-${pad(new Date(at).getDate())}`;
/** Midnight of a day as a date field gives it. */
const dayStart = (text: string): number | undefined => (text === '' ? undefined : new Date(`${text}T00:00:00`).getTime());

type EditorProps = { readonly people: People; readonly fields: readonly CustomerFieldRow[] };

const Operand = ({ leaf, type, people, fields, onChange }: EditorProps & { readonly leaf: Leaf; readonly type: TraitType; readonly onChange: (operand: Leaf['operand']) => void }) => {
  const t = useT();
  const label = t('condition.value');
  if (needsNone.has(leaf.op)) return null;
  if (type === 'boolean') return <Select className={styles.operand} aria-label={label} value={leaf.operand === true ? 'yes' : 'no'} options={[{ value: 'yes', label: t('fact.yes') }, { value: 'no', label: t('fact.no') }]} onChange={(value: string) => onChange(value === 'yes')} />;
  if (type === 'number' || leaf.op === 'withinDays' || leaf.op === 'olderDays') return <InputNumber className={styles.operand} aria-label={label} min={0} value={typeof leaf.operand === 'number' ? leaf.operand : null} suffix={type === 'date' ? t('condition.days') : undefined} onChange={(value) => onChange(value ?? undefined)} />;
  if (type === 'date') return <Input type="date" className={styles.operand} aria-label={label} value={typeof leaf.operand === 'number' ? dateText(leaf.operand) : ''} onChange={(event) => onChange(dayStart(event.target.value))} />;
  const options = optionsOf(leaf.trait, people.lines ?? [], people.accountById, fields);
  if (options === undefined) return <Input className={styles.operand} aria-label={label} value={typeof leaf.operand === 'string' ? leaf.operand : ''} maxLength={200} onChange={(event) => onChange(event.target.value)} />;
  return leaf.op === 'anyOf'
    ? <Select className={styles.operand} mode="multiple" aria-label={label} value={Array.isArray(leaf.operand) ? [...leaf.operand] : []} options={[...options]} showSearch={{ optionFilterProp: 'label' }} onChange={(value: string[]) => onChange(value)} />
    : <Select className={styles.operand} aria-label={label} value={typeof leaf.operand === 'string' ? leaf.operand : undefined} options={[...options]} showSearch={{ optionFilterProp: 'label' }} onChange={(value: string) => onChange(value)} />;
};

const LeafLine = ({ leaf, onChange, onRemove, ...rest }: EditorProps & { readonly leaf: Leaf; readonly onChange: (leaf: Leaf) => void; readonly onRemove: () => void }) => {
  const t = useT();
  const choices = traitChoices(rest.fields);
  const type = choices.find(({ trait }) => trait === leaf.trait)?.type ?? 'text';
  const pickTrait = (trait: string): void => {
    const next = choices.find((choice) => choice.trait === trait)?.type ?? 'text';
    const op = operatorsOf(next)[0] ?? 'present';
    onChange({ trait, op, ...(next === 'boolean' && { operand: true }) });
  };
  const pickOperator = (op: Operator): void => onChange({ trait: leaf.trait, op, ...(type === 'boolean' && { operand: leaf.operand }) });
  return (
    <div className={styles.leaf} data-testid="condition-leaf">
      <Select className={styles.trait} aria-label={t('condition.trait')} value={leaf.trait} options={choices.map(({ trait, label }) => ({ value: trait, label }))} showSearch={{ optionFilterProp: 'label' }} onChange={pickTrait} />
      {type !== 'boolean' && <Select className={styles.operator} aria-label={t('condition.operator')} value={leaf.op} options={operatorsOf(type).map((op) => ({ value: op, label: operatorName(op) }))} onChange={pickOperator} />}
      <Operand {...rest} leaf={leaf} type={type} onChange={(operand) => onChange({ trait: leaf.trait, op: leaf.op, ...(operand !== undefined && { operand }) })} />
      <IconButton icon="close" size={22} label={t('condition.remove')} onPress={onRemove} />
    </div>
  );
};

const GroupLines = ({ group, depth, onChange, ...rest }: EditorProps & { readonly group: Group; readonly depth: number; readonly onChange: (group: Group) => void }) => {
  const t = useT();
  const put = (at: number, node: Leaf | Group | undefined): void => onChange({ ...group, of: node === undefined ? group.of.filter((_, place) => place !== at) : group.of.map((old, place) => (place === at ? node : old)) });
  return (
    <div className={styles.group} data-depth={depth}>
      <div className={styles.joint}>
        <Segmented size="small" aria-label={t('customers.conditions')} value={group.all ? 'all' : 'any'} options={[{ value: 'all', label: t('condition.all') }, { value: 'any', label: t('condition.any') }]} onChange={(value) => onChange({ ...group, all: value === 'all' })} />
        <Button size="small" kind="ghost" icon="plus" onPress={() => onChange({ ...group, of: [...group.of, firstLeaf] })} testId="condition-add">{t('condition.add')}</Button>
        {depth === 0 && <Button size="small" kind="ghost" icon="plus" onPress={() => onChange({ ...group, of: [...group.of, { all: !group.all, of: [firstLeaf] }] })}>{t('condition.addGroup')}</Button>}
      </div>
      {group.of.map((node, at) => {
        const key = `${at} ${isGroup(node) ? 'group' : node.trait}`;
        return isGroup(node)
          ? <GroupLines key={key} {...rest} group={node} depth={depth + 1} onChange={(next) => put(at, next.of.length === 0 ? undefined : next)} />
          : <LeafLine key={key} {...rest} leaf={node} onChange={(next) => put(at, next)} onRemove={() => put(at, undefined)} />;
      })}
    </div>
  );
};

/** Conditions over profile, tags and behaviour; what they find is counted as they are made, and kept as a segment. */
export const ConditionBar = ({ people, fields, segment }: EditorProps & { readonly segment: SegmentRow | undefined }) => {
  const t = useT();
  const condition = useCustomersView((view) => view.condition);
  const person = useSession(({ info }) => info?.person?.id);
  const role = useRole();
  const { run, isBusy, problem } = useRun();
  const [isSaving, setSaving] = useState(false);
  const mayChange = segment !== undefined && (segment.by === person || role === 'administrator');
  const save = async (): Promise<void> => {
    if (segment !== undefined && await run(() => desk.call('segment.save', { segment: { id: segment.id, name: segment.name, shared: segment.shared, condition } }))) editCondition(false);
  };
  const remove = async (): Promise<void> => {
    if (segment === undefined || !(await run(() => desk.call('segment.remove', { segment: segment.id })))) return;
    const { id, name, shared, condition: kept } = segment;
    offerBack(t('segment.removed', { name }), () => desk.call('segment.save', { segment: { id, name, shared, condition: kept } }));
    goTo({ kind: 'all' });
  };
  return (
    <div className={styles.conditions}>
      <GroupLines people={people} fields={fields} group={condition} depth={0} onChange={setCondition} />
      <div className={styles.conditionFoot}>
        {problem !== undefined && <span className={styles.problem} role="alert">{problem}</span>}
        <span className={styles.grow} />
        {mayChange && <Button kind="ghost" size="small" icon="trash" onPress={() => void remove()} isDisabled={isBusy}>{t('segment.remove')}</Button>}
        <Button size="small" onPress={() => setCondition(segment?.condition ?? everybody)}>{t('common.clear')}</Button>
        {mayChange && <Button size="small" onPress={() => void save()} isDisabled={isBusy}>{t('segment.update')}</Button>}
        <Button kind="primary" size="small" onPress={() => setSaving(true)} isDisabled={condition.of.length === 0} title={condition.of.length === 0 ? t('segment.needCondition') : undefined} testId="segment-save">{t('segment.saveAs')}</Button>
      </div>
      {isSaving && <SegmentDialog condition={condition} onClose={(id) => { setSaving(false); if (id !== undefined) goTo({ kind: 'segment', id }, condition); }} />}
    </div>
  );
};
