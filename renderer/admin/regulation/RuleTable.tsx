import { Switch } from 'antd';
import { chargeSchema, type Charge, type Regulation, type RegulationRule, type ReviewKind } from '#shared/rules/regulation/regulationPack';
import { useT } from '../../i18n/useT';
import { ruleName } from '../../violations/violationWords';
import { InputNumber } from '../../ui/InputNumber';
import { Select } from '../../ui/Select';
import { chargeOfKind, withReview, withRule } from './regulationDraft';
import styles from './Regulation.module.css';

type Props = { readonly pack: Regulation; readonly mayChange: boolean; readonly onChange: (pack: Regulation) => void };

const Yuan = ({ fen, label, isOff, isWrong, onChange }: { readonly fen: number; readonly label: string; readonly isOff: boolean; readonly isWrong: boolean; readonly onChange: (fen: number) => void }) => (
  <InputNumber size="small" className={styles.yuan} min={0} max={1_000_000} step={5} precision={2} value={fen / 100} aria-label={label} disabled={isOff} {...(isWrong && { status: 'error' as const })}
    formatter={(value) => String(Number(value ?? 0))} onChange={(value) => onChange(Math.round((value ?? 0) * 100))} />
);

const kinds: readonly Charge['kind'][] = ['none', 'each', 'hourly', 'percent'];

const ChargeFields = ({ rule: { charge }, isOff, onChange }: { readonly rule: RegulationRule; readonly isOff: boolean; readonly onChange: (charge: Charge) => void }) => {
  const t = useT();
  const isWrong = !chargeSchema.safeParse(charge).success;
  return (
    <span className={styles.charge}>
      <Select size="small" className={styles.kind} value={charge.kind} disabled={isOff} aria-label={t('regulation.charge')} options={kinds.map((kind) => ({ value: kind, label: t(`regulation.kind.${kind}`) }))} onChange={(kind) => onChange(chargeOfKind(kind, charge))} />
      {charge.kind === 'each' && <Yuan fen={charge.fen} label={t('violations.amount')} isOff={isOff} isWrong={isWrong} onChange={(fen) => onChange({ ...charge, fen })} />}
      {charge.kind === 'hourly' && (['firstFen', 'moreFen', 'mostFen'] as const).map((field) => (
        <span key={field} className={styles.named}>{t(`regulation.${field}`)}<Yuan fen={charge[field]} label={t(`regulation.${field}`)} isOff={isOff} isWrong={isWrong && field === 'mostFen'} onChange={(fen) => onChange({ ...charge, [field]: fen })} /></span>
      ))}
      {charge.kind === 'percent' && <InputNumber size="small" className={styles.yuan} min={1} max={100} precision={0} suffix="%" value={charge.percent} aria-label={t('regulation.kind.percent')} disabled={isOff} onChange={(value) => onChange({ ...charge, percent: value ?? 1 })} />}
    </span>
  );
};

const ReviewFields = ({ pack, rule, isOff, onChange }: { readonly pack: Regulation; readonly rule: RegulationRule; readonly isOff: boolean; readonly onChange: (pack: Regulation) => void }) => {
  const t = useT();
  const { review } = rule;
  const reviews: readonly ReviewKind[] = ['dismissal', 'bonus', 'talk'];
  const options: readonly { readonly value: ReviewKind | 'none'; readonly label: string }[] = [...(rule.counts === 'month' ? [] : [{ value: 'none' as const, label: t('regulation.noReview') }]), ...reviews.map((value) => ({ value, label: t(`violations.review.${value}`) }))];
  return (
    <span className={styles.charge}>
      {review !== undefined && <><InputNumber size="small" className={styles.count} min={1} max={1000} precision={0} value={review.count} aria-label={t('regulation.review')} disabled={isOff} onChange={(count) => onChange(withReview(pack, rule, { count: count ?? 1 }))} /><span>{t('regulation.times')}</span></>}
      <Select<ReviewKind | 'none'> size="small" className={styles.review} value={review?.of ?? 'none'} disabled={isOff} aria-label={t('violations.total.reviews')} options={[...options]} onChange={(of) => onChange(withReview(pack, rule, of === 'none' ? null : { of }))} />
    </span>
  );
};

/** Every rule: on or off, what it costs, how many raise what. */
export const RuleTable = ({ pack, mayChange, onChange }: Props) => {
  const t = useT();
  return (
    <table className={styles.table}>
      <thead><tr><th scope="col">{t('regulation.on')}</th><th scope="col">{t('regulation.rule')}</th><th scope="col">{t('regulation.charge')}</th><th scope="col">{t('regulation.review')}</th></tr></thead>
      <tbody>
        {pack.rules.map((rule) => (
          <tr key={rule.id} data-off={!rule.isOn || undefined} data-rule={rule.id}>
            <td><Switch size="small" checked={rule.isOn} disabled={!mayChange} aria-label={`${t('regulation.on')} ${ruleName(pack, rule.id)}`} onChange={(isOn) => onChange(withRule(pack, rule.id, { isOn }))} /></td>
            <td><b>{ruleName(pack, rule.id)}</b><small>{rule.clause}{rule.counts === 'month' && ` · ${t('regulation.byMonth')}`}</small>
              {rule.months !== undefined && <span className={styles.named}>{t('regulation.months')}<InputNumber size="small" aria-label={t('regulation.months')} className={styles.count} min={1} max={24} precision={0} value={rule.months} disabled={!mayChange || !rule.isOn} onChange={(months) => onChange(withRule(pack, rule.id, { months: months ?? 1 }))} /></span>}</td>
            <td><ChargeFields rule={rule} isOff={!mayChange || !rule.isOn} onChange={(charge) => onChange(withRule(pack, rule.id, { charge }))} /></td>
            <td><ReviewFields pack={pack} rule={rule} isOff={!mayChange || !rule.isOn} onChange={onChange} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
