import type { CSSProperties, KeyboardEvent } from 'react';
import { formatSpan, formatSpanWords, formatTime } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { clockAt, type RunningClock } from '#shared/rules/clock';
import type { Span } from './replay';
import styles from './Replay.module.css';
import { speeds, type Player } from './useReplay';

/** A line that is flagged. */
export type FlagMark = { readonly at: number; readonly seq: number };

type At = CSSProperties & { readonly '--from'?: number; readonly '--to'?: number };

const placed = ({ from, to }: Span, span: Span): At => {
  const whole = Math.max(1, span.to - span.from);
  return { '--from': (from - span.from) / whole, '--to': (to - span.from) / whole };
};

/** True time from left to right: customers above, agents below, waiting between, red past the target, holes hatched. */
const Track = ({ player, flags }: { readonly player: Player; readonly flags: readonly FlagMark[] }) => {
  const t = useT();
  const { replay, head, seek, step } = player;
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, () => void>> = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), Home: () => seek(replay.from), End: () => seek(replay.to) };
    const act = steps[event.code];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div
      className={styles.track} role="slider" tabIndex={0} aria-label={t('replay.position')} aria-valuemin={replay.from} aria-valuemax={replay.to} aria-valuenow={Math.round(head)}
      aria-valuetext={formatTime(head, true)} onKeyDown={onKeyDown} data-testid="replay-track"
      onPointerDown={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        seek(replay.from + ((event.clientX - box.left) / box.width) * (replay.to - replay.from));
      }}
    >
      <i className={styles.line} />
      {replay.waits.map((wait) => wait.overdueFrom !== undefined && <i key={`o${wait.from}`} className={styles.overdue} style={placed({ from: wait.overdueFrom, to: wait.to }, replay)} />)}
      {replay.gaps.map((gap) => <i key={`g${gap.from}`} className={styles.gap} style={placed(gap, replay)} />)}
      {replay.moments.map(({ at, seq, side }) => <i key={seq} className={styles.tick} data-side={side} style={placed({ from: at, to: at }, replay)} />)}
      {flags.map(({ at, seq }) => <i key={`f${seq}`} className={styles.flag} style={placed({ from: at, to: at }, replay)} data-testid="replay-flag" />)}
      <i className={styles.head} style={placed({ from: head, to: head }, replay)} />
    </div>
  );
};

const Waiting = ({ clock, head }: { readonly clock: RunningClock | undefined; readonly head: number }) => {
  const t = useT();
  if (clock === undefined) return <span className={styles.waiting}>{t('replay.nobodyWaits')}</span>;
  const { state, elapsed, over } = clockAt(clock, head);
  return <span className={styles.waiting} data-state={state}>{t(state === 'overdue' ? 'replay.overdue' : 'replay.waits', { span: formatSpanWords(elapsed), over: formatSpan(over) })}</span>;
};

/** Scrubber and its keys; `holder` had the conversation at the head, `clock` is the waiting clock as it stood at the head. */
export const ReplayBar = ({ player, clock, flags, holder }: { readonly player: Player; readonly clock: RunningClock | undefined; readonly flags: readonly FlagMark[]; readonly holder: string | undefined }) => {
  const t = useT();
  const { replay, head, isPlaying, speed, skipsIdle } = player;
  const shown = replay.moments.filter(({ at }) => at <= head).length;
  return (
    <footer className={styles.bar} aria-label={t('replay.label')}>
      <Track player={player} flags={flags} />
      <div className={styles.legend}><span>{formatTime(replay.from, true)}</span><span>{t('replay.legend')}</span><span>{formatTime(replay.to, true)}</span></div>
      <div className={styles.controls}>
        <button type="button" className={styles.round} onClick={() => player.step(-1)} aria-label={t('replay.back')} title={t('replay.back')}><Icon name="chevronLeft" size={16} /></button>
        <button type="button" className={styles.play} onClick={player.toggle} aria-label={t(isPlaying ? 'replay.pause' : 'replay.play')} title={t(isPlaying ? 'replay.pause' : 'replay.play')} data-testid="replay-play">{t(isPlaying ? 'replay.pause' : 'replay.play')}</button>
        <button type="button" className={styles.round} onClick={() => player.step(1)} aria-label={t('replay.forward')} title={t('replay.forward')} data-testid="replay-forward"><Icon name="chevronRight" size={16} /></button>
        <b className={styles.time} data-testid="replay-time">{formatTime(head, true)}</b>
        <span className={styles.count}>{t('replay.count', { shown, count: replay.moments.length })}</span>
        <span data-testid="replay-holder">{holder === undefined ? t('replay.noHolder') : t('replay.holder', { name: holder })}</span>
        <Waiting clock={clock} head={head} />
        <div className={styles.pace}>
          <label className={styles.skip}><input type="checkbox" checked={skipsIdle} onChange={({ target }) => player.setSkipsIdle(target.checked)} />{t('replay.skipsIdle')}</label>
          <div className={styles.speeds} role="group" aria-label={t('replay.speed')}>
            {speeds.map((each) => <button key={each} type="button" aria-pressed={each === speed} onClick={() => player.setSpeed(each)}>{each}×</button>)}
          </div>
        </div>
      </div>
    </footer>
  );
};
