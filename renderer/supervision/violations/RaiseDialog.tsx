import { useId, useState, type FormEvent } from 'react';
import type { ConversationId, PersonId } from '#shared/domain/ids';
import type { Evidence } from '#shared/rules/regulation/propose';
import { usePeople } from '../../archive/queries/usePeople';
import { useRegulation } from '../../archive/queries/useViolations';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ruleName } from '../../violations/violationWords';
import styles from './Violations.module.css';

/** `2026-11-22T14:05` of now, as a field of date and time wants it. */
const localMinute = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** A violation no record tells of, put up by a supervisor; with the conversation being read where there is one. */
export const RaiseDialog = ({ conversation, evidence, onClose }: { readonly conversation?: ConversationId; readonly evidence?: Evidence; readonly onClose: () => void }) => {
  const t = useT();
  const ids = { person: useId(), rule: useId(), at: useId(), note: useId() };
  const people = [...usePeople()?.values() ?? []].filter(({ active }) => active);
  const pack = useRegulation();
  const rules = pack.rules.filter(({ isOn, counts }) => isOn && counts === 'each');
  const { run, isBusy, problem } = useTask();
  const [person, setPerson] = useState('');
  const [rule, setRule] = useState('');
  const [at, setAt] = useState(() => localMinute(evidence?.at ?? Date.now()));
  const [note, setNote] = useState('');
  const [id] = useState(() => crypto.randomUUID());
  const canSend = person !== '' && rule !== '' && note.trim() !== '' && at !== '';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      await desk.call('violation.raise', {
        id, rule, person: person as PersonId, at: new Date(at).getTime(), note: note.trim(), // chosen from the list of people
        ...(conversation !== undefined && { conversation }), ...(evidence !== undefined && { evidence: [evidence] }),
      });
      onClose();
    });
  };
  return (
    <Dialog title={t('violations.raiseTitle')} closeLabel={t('common.close')} onClose={onClose}>
      <form className={styles.raise} onSubmit={send}>
        <p className={styles.hint}>{t('violations.raiseAbout')}</p>
        <div className={styles.pair}>
          <div className={styles.field}><label htmlFor={ids.person}>{t('violations.person')}</label>
            <select id={ids.person} value={person} onChange={(event) => setPerson(event.target.value)} data-testid="raise-person"><option value="" />{people.map(({ id: key, name }) => <option key={key} value={key}>{name}</option>)}</select></div>
          <div className={styles.field}><label htmlFor={ids.at}>{t('violations.raiseDay')}</label><input id={ids.at} type="datetime-local" value={at} max={localMinute(Date.now())} onChange={(event) => setAt(event.target.value)} /></div>
        </div>
        <div className={styles.field}><label htmlFor={ids.rule}>{t('violations.rule')}</label>
          <select id={ids.rule} value={rule} onChange={(event) => setRule(event.target.value)} data-testid="raise-rule"><option value="" />{rules.map((each) => <option key={each.id} value={each.id}>{ruleName(pack, each.id)}</option>)}</select></div>
        <div className={styles.field}><label htmlFor={ids.note}>{t('violations.raiseNote')}</label><textarea id={ids.note} rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} data-testid="raise-note" /></div>
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
        <div className={styles.buttons}>
          <span className={styles.stretch} />
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={isBusy || !canSend} testId="raise-go">{t('violations.raiseGo')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
