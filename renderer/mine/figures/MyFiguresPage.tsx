import { useFigures } from '../../archive/queries/useFigures';
import { ExportFigures } from '../../figures/ExportMenu';
import { FigureAnswerView } from '../../figures/FigureAnswerView';
import { FigureBar } from '../../figures/FigureBar';
import { FigureBoard } from '../../figures/FigureBoard';
import { questionOf, useFigureChoice } from '../../figures/figureChoice';
import styles from '../../figures/Figures.module.css';
import { useT } from '../../i18n/useT';
import { requestJump } from '../../state/jumpRequests';
import { useMe } from '../../state/session';
import { openTab } from '../../state/tabs';
import { showDesk } from '../../state/view';

/** What the person signed in did, counted as their supervisor sees it. */
export const MyFiguresPage = () => {
  const t = useT();
  const me = useMe();
  const choice = useFigureChoice();
  const figures = useFigures({ ...questionOf(choice, Date.now()), ...(me !== undefined && { person: me }) });
  return (
    <section className={styles.page} aria-label={t('mine.figures')}>
      <FigureBar figures={figures} isMine>{figures.answer !== undefined && <ExportFigures answer={figures.answer} name={t('figures.mineName')} />}</FigureBar>
      <div className={styles.body} tabIndex={-1}>
        <div className={styles.board}>
          <p className={styles.about}>{t('figures.mineHint')}</p>
          <FigureAnswerView figures={figures}>
            {(answer) => <FigureBoard answer={answer} isMine onOpen={({ conversation, place, at }) => { if (conversation === undefined) return; openTab(conversation); requestJump(conversation, { kind: 'line', place: place ?? at, seq: 0 }); showDesk(); }} />}
          </FigureAnswerView>
        </div>
      </div>
    </section>
  );
};
