import { Dropdown } from 'antd';
import { flagKinds, flagKindSchema } from '#shared/domain/flag';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import { ruleWords } from '#shared/rules/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Tag } from '../../ui/Tag';
import { addRule, chooseRule } from './flagDraft';
import styles from './Flags.module.css';

const tones = { block: 'fail', warn: 'warn', log: 'plain' } as const;

/** Rules by kind; the one chosen is edited beside. */
export const RuleList = ({ pack, chosen, faulty, onChange }: { readonly pack: FlagPack; readonly onChange: (pack: FlagPack) => void; readonly chosen: string | undefined; readonly faulty: string | undefined }) => {
  const t = useT();
  const locale = useLocale();
  const add = (key: string): void => {
    const kind = flagKindSchema.safeParse(key).data;
    if (kind === undefined) return;
    const added = addRule(pack, kind, t('flagRules.newTitle'));
    onChange(added.pack);
    chooseRule(added.id);
  };
  return (
    <nav className={styles.rules} aria-label={t('flagRules.rules')}>
      {flagKinds.filter((kind) => pack.rules.some((rule) => rule.kind === kind)).map((kind) => (
        <section key={kind}>
          <h2>{t(`flag.kind.${kind}`)}</h2>
          {pack.rules.filter((rule) => rule.kind === kind).map((rule) => (
            <button key={rule.id} type="button" className={styles.rule} aria-current={rule.id === chosen || undefined} data-off={!rule.isOn || undefined} data-testid="flag-rule" data-rule={rule.id} onClick={() => chooseRule(rule.id)}>
              <span>{ruleWords(rule.title, locale)}</span>
              {rule.id === faulty && <Tag small tone="bad">{t('flagRules.faulty')}</Tag>}
              {rule.isOn ? <Tag small tone={tones[rule.severity]}>{t(`flag.severity.${rule.severity}`)}</Tag> : <Tag small>{t('flagRules.off')}</Tag>}
            </button>
          ))}
        </section>
      ))}
      <Dropdown trigger={['click']} menu={{ items: flagKinds.map((kind) => ({ key: kind, label: t(`flag.kind.${kind}`) })), onClick: ({ key }) => add(key) }}>
        <span className={styles.add}><Button icon="plus" testId="flag-rule-add">{t('flagRules.add')}</Button></span>
      </Dropdown>
    </nav>
  );
};
