import { usePeople } from '../../archive/queries/usePeople';
import type { PersonProfile } from '#shared/domain/customerFile';
import type { TagRow } from '../../archive/schema/customerRows';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { Tip } from '../../ui/Tip';
import { useDeskDataReader } from '../shell/DeskData';
import { provenanceOf } from './provenance';
import { TagSelect, type TagOption } from './TagSelect';
import type { Tagging } from './useTagging';
import styles from './CustomerPanel.module.css';

const LONGEST = 60;

/** Free words and groups: grey, any number, each with a cross; words used for other customers are offered again. */
export const FreeTags = ({ customer, tagging, kind }: { readonly customer: PersonProfile; readonly tagging: Tagging; readonly kind: 'free' | 'group' }) => {
  const t = useT();
  const readDesk = useDeskDataReader();
  const own = customer.tags.filter((tag) => tag.kind === kind);
  const has = new Set(own.map((tag) => tag.value));
  const options = (): readonly TagOption[] => {
    const used = new Set(readDesk().conversations.flatMap((row) => (kind === 'free' ? row.tags : row.groups) ?? []));
    return [...used].filter((word) => !has.has(word)).toSorted((a, b) => a.localeCompare(b, 'zh')).map((word) => ({ value: word, words: word }));
  };
  return (
    <>
      {own.map((tag) => <FreeTag key={tag.value} tag={tag} onRemove={() => tagging.take(tag, tag.value)} />)}
      <TagSelect
        kind={kind} label={t(kind === 'free' ? 'filter.tag' : 'customer.group')} value={undefined} words={undefined} provenance={undefined} options={options} hasSearch
        matches={(value, typed) => value.toLowerCase().includes(typed.trim().toLowerCase())} ownValue={(typed) => typed.trim().slice(0, LONGEST)}
        onPick={(value) => { if (!has.has(value)) tagging.put(kind, value); }} onClear={undefined}
      />
    </>
  );
};

const FreeTag = ({ tag, onRemove }: { readonly tag: TagRow; readonly onRemove: () => void }) => {
  const t = useT();
  const people = usePeople();
  const { from, when } = provenanceOf(tag, tag.by === undefined ? undefined : people?.get(tag.by)?.name, t);
  return (
    <Tip content={<>{from}<br />{when}</>}>
      <span className={styles.free} data-testid="free-tag">
        <span>{tag.value}</span>
        <button type="button" aria-label={t('tag.remove', { name: tag.value })} onClick={onRemove}><Icon name="close" size={12} /></button>
      </span>
    </Tip>
  );
};
