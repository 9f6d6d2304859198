import type { ConversationId } from '#shared/domain/ids';
import { useFigures } from '../../archive/queries/useFigures';
import { useAccounts } from '../../archive/queries/useAccounts';
import { ExportFigures } from '../../figures/ExportMenu';
import { FigureAnswerView } from '../../figures/FigureAnswerView';
import { FigureBar } from '../../figures/FigureBar';
import { FigureBoard } from '../../figures/FigureBoard';
import { questionOf, useFigureChoice } from '../../figures/figureChoice';
import styles from '../../figures/Figures.module.css';
import { useT } from '../../i18n/useT';
import { showSupervision } from '../../state/view';
import { chooseLine } from '../search/searchState';
import { NowFigures } from './NowFigures';

const openRecord = (conversation: ConversationId, place: number): void => {
  chooseLine({ conversation, place, seq: 0 });
  showSupervision('records');
};

/** Figures of the shop: who waits now, and any period by account, person and channel. */
export const FiguresPage = () => {
  const t = useT();
  const choice = useFigureChoice();
  const figures = useFigures(questionOf(choice, Date.now()));
  const accounts = useAccounts();
  const isDemo = choice.channel === 'demo' || accounts?.some(({ id, channel }) => id === choice.account && channel === 'demo') === true;
  return (
    <section className={styles.page} aria-label={t('supervision.figures')}>
      <FigureBar figures={figures}>{figures.answer !== undefined && <ExportFigures answer={figures.answer} name={t('supervision.figures')} />}</FigureBar>
      <div className={styles.body} tabIndex={-1}>
        {isDemo && <p className={styles.note}>{t('figures.demoShown')}</p>}
        <div className={styles.board}>
          <NowFigures onOpen={openRecord} />
          <FigureAnswerView figures={figures}>{(answer) => <FigureBoard answer={answer} onOpen={({ conversation, place, at }) => { if (conversation !== undefined) openRecord(conversation, place ?? at); }} />}</FigureAnswerView>
        </div>
      </div>
    </section>
  );
};
