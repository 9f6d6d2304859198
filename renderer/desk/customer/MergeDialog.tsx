import { useMemo, useState, type FormEvent } from 'react';
import type { SameReason } from '#shared/domain/customer';
import type { CustomerId } from '#shared/domain/ids';
import type { PersonView } from '../../archive/queries/persons';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { offerUndo } from '../conversation/undo';
import { useCommand } from '../conversation/useCommand';
import { useDeskData } from '../shell/DeskData';
import styles from './Person.module.css';

const SHOWN = 30;
const reasons = ['said', 'phone', 'address', 'agent'] as const satisfies readonly SameReason[];

/** Finds the other file by its chat's title and joins it with this person, with the reason. */
export const MergeDialog = ({ person, into, onClose }: { readonly person: PersonView; readonly into: CustomerId; readonly onClose: () => void }) => {
  const t = useT();
  const command = useCommand();
  const { everyone, accountById } = useDeskData();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ConversationRow>();
  const [reason, setReason] = useState<(typeof reasons)[number]>('said');
  const [note, setNote] = useState('');
  const found = useMemo(() => {
    const typed = text.trim().toLowerCase();
    const own = new Set<string>(person.profile.files);
    return everyone.filter((row) => row.customer !== undefined && !own.has(row.customer) && (typed === '' || row.title.toLowerCase().includes(typed) || row.chat.id.toLowerCase().includes(typed)))
      .toSorted((a, b) => b.lastAt - a.lastAt).slice(0, SHOWN);
  }, [everyone, text, person]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const other = chosen?.customer;
    if (other === undefined) return;
    const evidence = { reason, ...(note.trim() !== '' && { note: note.trim() }) };
    if (!(await command.run(() => desk.call('customer.merge', { into, from: [other], evidence })))) return;
    offerUndo(t('customer.mergedWith', { name: chosen?.title ?? '' }), () => desk.call('customer.split', { customers: [other] }));
    onClose();
  };
  return (
    <Dialog title={t('customer.mergeTitle', { name: person.title })} closeLabel={t('common.close')} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <label className={styles.field}><span>{t('customer.mergeFind')}</span><input data-autofocus type="search" value={text} onChange={(event) => setText(event.target.value)} data-testid="merge-find" /></label>
        <ul className={styles.results} aria-label={t('customer.mergeFind')}>
          {found.map((row) => <li key={row.id}><button type="button" aria-pressed={chosen?.id === row.id} onClick={() => setChosen(row)} data-testid="merge-choice">{row.title}<small>{accountById.get(row.account)?.name ?? ''}</small></button></li>)}
          {found.length === 0 && <li className={styles.none}>{t('filter.noMatch')}</li>}
        </ul>
        <div className={styles.pair}>
          <label className={styles.field}><span>{t('customer.mergeWhy')}</span><select value={reason} onChange={(event) => setReason(reasons.find((one) => one === event.target.value) ?? 'agent')}>{reasons.map((one) => <option key={one} value={one}>{t(`customer.reason.${one}`)}</option>)}</select></label>
          <label className={styles.field}><span>{t('customer.mergeNote')}</span><input value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} /></label>
        </div>
        {command.error !== undefined && <p className={styles.trouble} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={chosen === undefined || command.isRunning} title={chosen === undefined ? t('customer.mergeChoose') : undefined} testId="merge-go">{t('customer.merge')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
