import { useT } from '../../i18n/useT';
import { chooseSection, useReviewPlace, type QualitySection } from '../../state/reviewPlace';
import { HelpLink } from '../../ui/HelpLink';
import { Theme } from '../../ui/theme';
import { ViewSwitch } from '../../ui/ViewSwitch';
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
        <header className={styles.head}>
          <ViewSwitch label={t('quality.sections')} views={sections.map((name) => ({ name, label: t(`quality.section.${name}`) }))} current={section} onChoose={chooseSection} testId="quality" />
          <span className={styles.stretch} />
          <HelpLink topic="scoring" name={t('supervision.quality')} />
        </header>
        <div className={styles.body}><View /></div>
      </div>
    </Theme>
  );
};
