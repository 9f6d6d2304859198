import { Checkbox, Input, Modal, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { CustomerChange } from '#shared/domain/customer';
import { tagValues } from '../../archive/queries/persons';
import { desk } from '../../bridge/desk';
import { joinWords } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button, LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { restingDialog } from '../../ui/theme';
import styles from './Customers.module.css';
import { FormRow } from './FormRow';
import { goTo } from './customersStore';
import { offerBack } from '../undo/undoOffer';
import type { PersonLine } from './usePeople';
import { useRun } from './useRun';

type Kind = 'free' | 'group';
type Word = { readonly value: string; readonly count: number };

const wordsIn = (lines: readonly PersonLine[], kind: Kind): readonly Word[] => {
  const counts = new Map<string, number>();
  for (const { person } of lines) for (const value of tagValues(person.profile, kind)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, 'zh'));
};

/** Files that hold one of the words, whoever's they are. */
const holders = (lines: readonly PersonLine[], kind: Kind, words: readonly string[]) =>
  lines.flatMap(({ person }) => person.files.filter((file) => file.tags.some((tag) => tag.kind === kind && words.includes(tag.value))).map((file) => file.id));

const RenameDialog = ({ lines, kind, from, known, onClose }: { readonly lines: readonly PersonLine[]; readonly kind: Kind; readonly from: readonly string[]; readonly known: ReadonlySet<string>; readonly onClose: (done: boolean) => void }) => {
  const t = useT();
  const { run, isBusy, problem } = useRun();
  const [to, setTo] = useState(from[0] ?? '');
  const word = to.trim();
  const customers = holders(lines, kind, from);
  const isChange = word !== '' && (from.length > 1 || word !== from[0]);
  const apply = async (): Promise<void> => {
    const action = crypto.randomUUID();
    const change: CustomerChange = { kind: 'retag', tagKind: kind, from: [...from], to: word };
    if (!isChange || !(await run(() => desk.call('customer.change', { action, customers, change })))) return;
    offerBack(t('tags.done', { from: joinWords(from), to: word, count: customers.length }), () => desk.call('customer.revert', { action }));
    onClose(true);
  };
  return (
    <Modal {...restingDialog} open centered width={440} title={t(from.length > 1 ? 'tags.merge' : 'tags.rename')} okText={t('tags.apply', { count: customers.length })} cancelText={t('common.cancel')} okButtonProps={{ disabled: !isChange || isBusy, 'data-testid': 'tag-apply' }} onOk={() => void apply()} onCancel={() => onClose(false)}>
      <div className={styles.form}>
        <p>{t('tags.from', { from: joinWords(from) })}</p>
        <FormRow label={t('tags.to')}><Input aria-label={t('tags.to')} autoFocus value={to} maxLength={60} onChange={(event) => setTo(event.target.value)} onPressEnter={() => void apply()} data-testid="tag-to" /></FormRow>
        {word !== '' && !from.includes(word) && known.has(word) && <p className={styles.aside}>{t('tags.exists', { to: word })}</p>}
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      </div>
    </Modal>
  );
};

/** Every free word and group in use: how many carry it, renamed or merged over everybody as one action. */
export const TagCatalogue = ({ lines }: { readonly lines: readonly PersonLine[] }) => {
  const t = useT();
  const [kind, setKind] = useState<Kind>('free');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [renaming, setRenaming] = useState<readonly string[]>();
  const words = useMemo(() => wordsIn(lines, kind), [lines, kind]);
  const known = useMemo(() => new Set(words.map(({ value }) => value)), [words]);
  const picked = chosen.filter((value) => known.has(value));
  const toggle = (value: string): void => setChosen(picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]);
  return (
    <section className={styles.page} aria-label={t('customers.page.tags')}>
      <div className={styles.head}>
        <h1>{t('customers.page.tags')}</h1>
        <Segmented size="small" aria-label={t('customers.page.tags')} value={kind} options={[{ value: 'free', label: t('filter.tag') }, { value: 'group', label: t('customer.group') }]} onChange={(next) => { setKind(next === 'group' ? 'group' : 'free'); setChosen([]); }} />
        <span className={styles.grow} />
        <Button isDisabled={picked.length < 2} title={picked.length < 2 ? t('tags.chooseTwo') : undefined} onPress={() => setRenaming(picked)} testId="tag-merge">{t('tags.merge')}</Button>
      </div>
      <div className={styles.scroll}>
        {words.length === 0 ? <EmptyLine>{t('tags.none')}</EmptyLine> : (
          <table className={styles.simple}>
            <thead><tr><th>{t('tags.word')}</th><th>{t('tags.count')}</th><th>{''}</th></tr></thead>
            <tbody>
              {words.map(({ value, count }) => (
                <tr key={value} data-testid="tag-row">
                  <td><Checkbox checked={picked.includes(value)} onChange={() => toggle(value)}>{value}</Checkbox></td>
                  <td><LinkButton onPress={() => goTo({ kind: 'all' }, { all: true, of: [{ trait: kind === 'free' ? 'tag' : 'group', op: 'is', operand: value }] })}>{t('tags.people', { count })}</LinkButton></td>
                  <td className={styles.acts}><Button size="small" onPress={() => setRenaming([value])} testId="tag-rename">{t('tags.rename')}</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {renaming !== undefined && <RenameDialog lines={lines} kind={kind} from={renaming} known={known} onClose={(done) => { setRenaming(undefined); if (done) setChosen([]); }} />}
    </section>
  );
};
