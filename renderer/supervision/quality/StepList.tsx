import { usePeople } from '../../archive/queries/usePeople';
import { stepName } from '../../archive/queries/useReviews';
import type { ReviewStep } from '../../archive/schema/qualityRows';
import { formatMoment } from '../../i18n/format';
import { translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import styles from './Quality.module.css';

/** Everything that happened to a review, oldest first. */
export const StepList = ({ steps }: { readonly steps: readonly ReviewStep[] }) => {
  const t = useT();
  const people = usePeople();
  if (steps.length < 2) return null;
  return (
    <ol className={styles.steps} aria-label={t('quality.steps')}>
      {steps.map(({ type, at, by, reason, total, verdict }, place) => (
        <li key={`${type} ${at}`}>
          <time>{formatMoment(at)}</time>
          <span>
            {by === undefined ? t('quality.bySystem') : people?.get(by)?.name ?? t('timeline.somebody')} {translateMaybe(`quality.step.${stepName({ type }, place)}`, { total: total ?? '' })}
            {verdict !== undefined && ` · ${translateMaybe(`quality.verdict.${verdict}`) ?? verdict}${total === undefined ? '' : ` ${total}`}`}{reason !== undefined && ` · ${reason}`}
          </span>
        </li>
      ))}
    </ol>
  );
};
