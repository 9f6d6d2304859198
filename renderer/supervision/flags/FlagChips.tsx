import type { FlagRow } from '../../archive/schema/flagRows';
import { ruleWords } from '#shared/rules/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { Tag, type TagTone } from '../../ui/Tag';

const tones: Readonly<Record<FlagRow['state'], TagTone>> = { open: 'warn', stands: 'fail', dismissed: 'plain', void: 'plain' };

/** What a line was flagged for, and how it stands. */
export const FlagChips = ({ flags }: { readonly flags: readonly FlagRow[] | undefined }) => {
  const t = useT();
  const locale = useLocale();
  return <>{flags?.map((flag) => (
    <Tag key={flag.id} small tone={tones[flag.state]} icon="alert" title={`${ruleWords(flag.title, locale)} · ${flag.clause} · ${t(`flag.state.${flag.state}`)}`}>
      {t(`flag.kind.${flag.kind}`)}{flag.state !== 'open' && ` · ${t(`flag.state.${flag.state}`)}`}
    </Tag>
  ))}</>;
};
