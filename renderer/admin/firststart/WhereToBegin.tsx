import { Icon, type IconName } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { useT } from '../../i18n/useT';
import styles from './FirstStart.module.css';

export type Beginning = 'demo' | 'add';

const Option = ({ value, chosen, icon, title, about, tags, onChoose }: {
  readonly value: Beginning; readonly chosen: Beginning; readonly icon: IconName; readonly title: string; readonly about: string;
  readonly tags: readonly { readonly text: string; readonly demo?: boolean }[]; readonly onChoose: (value: Beginning) => void;
}) => (
  <label className={styles.option} data-on={chosen === value || undefined}>
    <input type="radio" name="beginning" value={value} checked={chosen === value} onChange={() => onChoose(value)} />
    <span className={styles.mark} data-demo={value === 'demo' || undefined}><Icon name={icon} /></span>
    <strong>{title}</strong>
    <p>{about}</p>
    <span className={styles.tags}>{tags.map((tag) => <Tag key={tag.text} tone={tag.demo ? 'demo' : 'plain'}>{tag.text}</Tag>)}</span>
  </label>
);

/** The demonstration shop, or straight to an account of one's own. */
export const WhereToBegin = ({ chosen, onChoose }: { readonly chosen: Beginning; readonly onChoose: (value: Beginning) => void }) => {
  const t = useT();
  return (
    <fieldset className={styles.where}>
      <legend>{t('first.where')}<span>{t('first.where.aside')}</span></legend>
      <div className={styles.options}>
        <Option
          value="demo" chosen={chosen} onChoose={onChoose} icon="shop" title={t('first.demo')} about={t('channel.demo.about')}
          tags={[{ text: t('demo.mark'), demo: true }, { text: t('first.demo.customers') }, { text: t('first.demo.time') }]}
        />
        <Option
          value="add" chosen={chosen} onChoose={onChoose} icon="plus" title={t('first.add')} about={t('first.add.about')}
          tags={[{ text: 'QQ · OneBot' }, { text: 'XMPP' }]}
        />
      </div>
    </fieldset>
  );
};
