import { useMemo, useState } from 'react';
import { activityKeys, circles, portraitOf, type Circle, type Portrait, type PortraitId, type Share } from '#shared/rules/figures/portraitFigures';
import { accountsChosen } from '../../archive/queries/figureFacts';
import type { PersonView } from '../../archive/queries/persons';
import { useAccounts } from '../../archive/queries/useAccounts';
import { usePersons } from '../../archive/queries/useCustomers';
import { useFigures, type FigureAnswer } from '../../archive/queries/useFigures';
import type { AccountRow } from '../../archive/schema/accountRows';
import { BarList } from '../../figures/BarList';
import { DemoOffer } from '../../figures/DemoOffer';
import { ExportSheet } from '../../figures/ExportMenu';
import { FigureBar } from '../../figures/FigureBar';
import { questionOf, useFigureChoice } from '../../figures/figureChoice';
import styles from '../../figures/Figures.module.css';
import { Meaning } from '../../figures/Meaning';
import { OneOf } from '../../figures/OneOf';
import { divisionName } from '../../i18n/divisions';
import { occupationName } from '../../i18n/occupations';
import { useLocale, useT } from '../../i18n/useT';
import { useLooker } from '../../state/session';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { PersonList } from './PersonList';
import { personFact } from './personFact';
import own from './Portrait.module.css';
import { portraitRows } from './portraitRows';
import { ProvinceMap } from './ProvinceMap';

/** What the keys of each distribution are called. */
const useNames = (accounts: readonly AccountRow[]): ((id: PortraitId, key: string) => string) => {
  const t = useT();
  const locale = useLocale();
  return (id, key) => {
    if (id === 'activity') return t(`portrait.activity.${activityKeys.find((one) => one === key) ?? '0'}`);
    if (id === 'funnel') return t(key === 'answered' ? 'portrait.funnel.answered' : key === 'sold' ? 'portrait.funnel.sold' : key === 'again' ? 'portrait.funnel.again' : 'portrait.funnel.asked');
    if (key === '') return t('portrait.unknown');
    if (id === 'province') return divisionName(key, locale);
    if (id === 'occupation') return occupationName(key, locale);
    return id === 'source' ? accounts.find((account) => account.id === key)?.name ?? key : key;
  };
};

const Heading = ({ id, aside }: { readonly id: PortraitId; readonly aside?: string }) => {
  const t = useT();
  const name = t(`portrait.${id}`);
  return <div className={own.title}><h2>{name}</h2><Meaning name={name} meaning={t(`portrait.${id}.meaning`)} example={t(`portrait.${id}.example`)} />{aside !== undefined && <b>{aside}</b>}</div>;
};

const MOST_BARS = 12;
type Seen = { readonly title: string; readonly share: Share };

const Distribution = ({ id, shares, total, nameOf, onShow }: { readonly id: PortraitId; readonly shares: readonly Share[]; readonly total: number; readonly nameOf: (id: PortraitId, key: string) => string; readonly onShow: (seen: Seen) => void }) => {
  const t = useT();
  return (
    <section className={styles.section} aria-label={t(`portrait.${id}`)} data-testid={`portrait-${id}`}>
      <Heading id={id} />
      <BarList label={t(`portrait.${id}`)} bars={shares.slice(0, MOST_BARS).map((share) => ({
        key: share.key, name: nameOf(id, share.key), value: share.persons.length, words: `${share.persons.length} · ${Math.round((share.persons.length / Math.max(1, total)) * 100)}%`,
        onShow: () => onShow({ title: `${t(`portrait.${id}`)} · ${nameOf(id, share.key)}`, share }),
      }))} />
    </section>
  );
};

const Board = ({ portrait, persons, nameOf }: { readonly portrait: Portrait; readonly persons: readonly PersonView[]; readonly nameOf: (id: PortraitId, key: string) => string }) => {
  const t = useT();
  const [seen, setSeen] = useState<Seen>();
  const total = portrait.persons.length;
  const bought = portrait.funnel[2]?.persons.length ?? 0;
  const again = portrait.funnel[3]?.persons.length ?? 0;
  const part = (id: Exclude<PortraitId, 'persons' | 'repeat'>) => <Distribution id={id} shares={portrait[id]} total={id === 'funnel' ? portrait.funnel[0]?.persons.length ?? 0 : total} nameOf={nameOf} onShow={setSeen} />;
  return (
    <div className={own.board}>
      <div className={own.layout}>
        <section className={styles.section} aria-label={t('portrait.province')}>
          <Heading id="persons" aside={t('portrait.count', { count: total })} />
          <ProvinceMap shares={portrait.province} total={total} onShow={(share) => setSeen({ title: nameOf('province', share.key), share })} />
          <p className={styles.about}>{t('portrait.mapHint')}</p>
        </section>
        {part('province')}
      </div>
      <div className={own.parts}>
        {part('funnel')}
        <section className={styles.section} aria-label={t('portrait.repeat')} data-testid="portrait-repeat"><Heading id="repeat" /><div className={styles.cell}><span className={styles.number}>{bought === 0 ? t('figures.nothing') : `${Math.round((again / bought) * 1000) / 10}%`}</span><p className={styles.about}>{t('portrait.repeatOf', { again, bought })}</p></div></section>
        {part('activity')}{part('grade')}{part('occupation')}{part('source')}
      </div>
      {seen !== undefined && <PersonList title={seen.title} ids={seen.share.persons} persons={persons} onClose={() => setSeen(undefined)} />}
    </div>
  );
};

const useAnswered = (answer: FigureAnswer | undefined, persons: readonly PersonView[] | undefined, accounts: readonly AccountRow[] | undefined, circle: Circle): Portrait | undefined =>
  useMemo(() => {
    if (answer === undefined || persons === undefined || accounts === undefined) return undefined;
    return portraitOf(persons.map(personFact), answer.sheet, { accounts: accountsChosen(accounts, answer.question), circle, period: answer.question.period });
  }, [answer, persons, accounts, circle]);

/** Who the customers are: by province on a map of squares, occupation, grade, source, activity; how many buy, and again. */
export const PortraitPage = () => {
  const t = useT();
  const { person: _everybody, ...choice } = useFigureChoice();
  const figures = useFigures(questionOf(choice, Date.now()));
  const accounts = useAccounts();
  const persons = usePersons(useLooker());
  const [circle, setCircle] = useState<Circle>('active');
  const nameOf = useNames(accounts ?? []);
  const portrait = useAnswered(figures.answer, persons, accounts, circle);
  return (
    <section className={styles.page} aria-label={t('supervision.portrait')}>
      <FigureBar
        figures={figures} isMine hasHours={false}
        picks={<OneOf label={t('portrait.circle')} options={circles.map((value) => ({ value, label: t(`portrait.circle.${value}`) }))} chosen={circle} isSet={circle !== 'active'} onChange={setCircle} hint={t('portrait.circleHint')} testId="portrait-circle" />}
      >
        {portrait !== undefined && figures.answer !== undefined && <ExportSheet name={t('supervision.portrait')} period={figures.answer.question.period} rowsOf={() => portraitRows(portrait, nameOf)} />}
      </FigureBar>
      <div className={styles.body} tabIndex={-1}>
        {figures.phase === 'failed' && <EmptyLine flush>{t('figures.failed')}</EmptyLine>}
        {figures.phase !== 'failed' && portrait === undefined && <SkeletonRows rows={8} label={t('figures.loading')} />}
        {portrait !== undefined && portrait.persons.length === 0 && <EmptyLine flush action={<DemoOffer />}>{t('portrait.none')}</EmptyLine>}
        {portrait !== undefined && portrait.persons.length > 0 && <Board portrait={portrait} persons={persons ?? []} nameOf={nameOf} />}
      </div>
    </section>
  );
};
