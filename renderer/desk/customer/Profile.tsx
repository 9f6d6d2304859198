import { Fragment, useState } from 'react';
import type { ChannelKind } from '#shared/domain/account';
import type { CustomerId } from '#shared/domain/ids';
import type { PersonView } from '../../archive/queries/persons';
import { useCustomerFields } from '../../archive/queries/useCustomerFields';
import type { CustomerRow } from '../../archive/schema/customerRows';
import { formatShort } from '../../i18n/format';
import { translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import styles from './CustomerPanel.module.css';
import { factLines } from './factText';
import { ProfileDialog } from './ProfileDialog';
import { covered, linesOf, profileFieldsOf, type ProfileField } from './profileFields';
import { useReveal, type Reveal } from './useReveal';

/** Keys of platform facts that are covered like our own field of that kind. */
const factCover: Readonly<Record<string, string>> = { phone: 'phones', mobile: 'phones', email: 'email', address: 'addresses', idNumber: 'idNumber' };

type Line = { readonly id: string; readonly cover: string; readonly label: string; readonly text: string; readonly source: string; readonly from: string };

const Lines = ({ lines, reveal }: { readonly lines: readonly Line[]; readonly reveal: Reveal }) => {
  const t = useT();
  return (
    <dl className={styles.facts}>
      {lines.map(({ id, cover, label, text, source, from }, place) => {
        const isHidden = reveal.isCovered(cover);
        return (
          <Fragment key={id}>
            <dt>{lines[place - 1]?.label === label ? '' : label}</dt>
            <dd data-testid={`profile-${cover}`}>{isHidden ? covered(cover, text) : text}</dd>
            <dd className={styles.source} title={from}>
              {isHidden ? <button type="button" className={styles.eye} aria-label={t('customer.uncover', { label })} title={t('customer.uncoverNoted', { label })} onClick={() => reveal.reveal(cover)} data-testid={`reveal-${cover}`}><Icon name="eye" size={14} /></button> : source}
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
};

const ownLines = (person: PersonView, fields: readonly ProfileField[], t: ReturnType<typeof useT>): readonly Line[] =>
  fields.flatMap(({ key, label }) => linesOf(person.profile, key).map((text, place) => {
    const stamp = person.profile.fields[key];
    const source = t(`customer.source.${stamp?.source ?? 'agent'}`);
    return { id: `${key}${place}`, cover: key, label, text, source, from: stamp === undefined ? source : `${source} · ${formatShort(stamp.at)}` };
  }));

const factsOf = (files: readonly CustomerRow[], channel: ChannelKind | undefined, t: ReturnType<typeof useT>): readonly Line[] =>
  files.flatMap((file) => factLines(file.facts ?? {}, channel).map((fact) => ({
    id: `${file.id} ${fact.key}`, cover: factCover[fact.key] ?? fact.key, label: fact.label, text: fact.text,
    source: translateMaybe('customer.source.channel') ?? '', from: t('customer.factsSource'),
  })));

/** Our own fields, then what the platforms tell; covered where the policy says so for this role. */
export const Profile = ({ person, file, channel }: { readonly person: PersonView; readonly file: CustomerId; readonly channel: ChannelKind | undefined }) => {
  const t = useT();
  const custom = useCustomerFields();
  const reveal = useReveal(file);
  const [isEditing, setEditing] = useState(false);
  const fields = profileFieldsOf((custom ?? []).filter((field) => !field.retired));
  const lines = [...ownLines(person, fields, t), ...factsOf(person.files, channel, t)];
  return (
    <section className={styles.section} data-testid="profile">
      <h2 className={styles.title}>{t('customer.facts')}<span><LinkButton onPress={() => setEditing(true)} testId="profile-edit">{t('customer.edit')}</LinkButton></span></h2>
      {lines.length > 0 ? <Lines lines={lines} reveal={reveal} /> : <p className={styles.aside}>{t('customer.noFields')}</p>}
      {isEditing && <ProfileDialog person={person} file={file} fields={fields} reveal={reveal} onClose={() => setEditing(false)} />}
    </section>
  );
};
