import type { ReactNode } from 'react';
import type { FigureAnswer, Figures } from '../archive/queries/useFigures';
import { useT } from '../i18n/useT';
import { LinkButton } from '../ui/Button';
import { EmptyLine } from '../ui/EmptyLine';
import { SkeletonRows } from '../ui/SkeletonRows';
import { DemoOffer } from './DemoOffer';

const isEmpty = ({ sheet }: FigureAnswer): boolean => sheet.days.length + sheet.waits.length + sheet.closings.length + sheet.complaints.length + sheet.scores.length === 0;

/** An answer, or why there is none: being counted, failed, nothing to count. */
export const FigureAnswerView = ({ figures: { answer, phase, again }, children }: { readonly figures: Figures; readonly children: (answer: FigureAnswer) => ReactNode }) => {
  const t = useT();
  if (phase === 'failed') return <EmptyLine flush action={<LinkButton onPress={again}>{t('figures.again')}</LinkButton>}>{t('figures.failed')}</EmptyLine>;
  if (answer === undefined) return <SkeletonRows rows={6} label={t('figures.loading')} />;
  return isEmpty(answer) ? <EmptyLine flush action={<DemoOffer />}>{t('figures.none')}</EmptyLine> : children(answer);
};
