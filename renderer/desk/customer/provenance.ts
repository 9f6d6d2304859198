/** What a tag's tooltip says: where from, when, who. Pure. */
import type { TagRow } from '../../archive/schema/customerRows';
import { formatShort } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';

export type Provenance = { readonly from: string; readonly when: string };

const sureness = (tag: TagRow, t: Translate): string | undefined =>
  tag.evidence?.confidence === undefined ? undefined : t('customer.confidence', { percent: Math.round(tag.evidence.confidence * 100) });

export const provenanceOf = (tag: TagRow, personName: string | undefined, t: Translate): Provenance => ({
  from: [t(`tag.source.${tag.source}`), sureness(tag, t), tag.evidence?.quote].filter((part) => part !== undefined && part !== '').join(' · '),
  when: personName === undefined ? formatShort(tag.at) : t('tag.by', { time: formatShort(tag.at), person: personName }),
});
