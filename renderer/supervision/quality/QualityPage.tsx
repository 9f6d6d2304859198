import { useT } from '../../i18n/useT';
import { chooseSection, useReviewPlace, type QualitySection } from '../../state/reviewPlace';
import { HelpLink } from '../../ui/HelpLink';
import { Theme } from '../../ui/theme';
import { AgreementView } from './AgreementView';
import styles from './Quality.module.css';
import { ReviewsView } from './ReviewsView';
import { SamplesView } from './SamplesView';
import { TrainingView } from './TrainingView';

const sections: readonly QualitySection[] = ['reviews', 'samples', 'agreement', 'training'];
const views = { reviews: ReviewsView, samples: SamplesView, agreement: AgreementView, training: TrainingView } as const satisfies Record<QualitySection, unknown>;

/** Spot checks: what is to be scored, how samples are drawn, how far scorers agree, what is learnt from it. */
export const QualityPage = () => {
  const t = useT();
  const section = useReviewPlace((place) => place.section);
  const View = views[section];
  return (
    <Theme>
      <div className={styles.page}>
        <nav className={styles.sections} aria-label={t('quality.sections')}>
          {sections.map((each) => <button key={each} type="button" aria-current={each === section ? 'page' : undefined} onClick={() => chooseSection(each)} data-testid={`quality-${each}`}>{t(`quality.section.${each}`)}</button>)}
          <span className={styles.stretch} />
          <HelpLink topic="scoring" name={t('supervision.quality')} />
        </nav>
        <div className={styles.body}><View /></div>
      </div>
    </Theme>
  );
};
