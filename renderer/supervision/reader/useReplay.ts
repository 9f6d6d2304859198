import { useEffect, useMemo, useState } from 'react';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { advance, replayOf, stopsOf, talkAround, type Replay, type ReplayScene } from './replay';

export const speeds = [1, 2, 4, 8, 16] as const;
export type Speed = (typeof speeds)[number];

export type Player = {
  readonly talk: readonly TimelineRow[];
  readonly replay: Replay;
  /** The moment shown, ms. */
  readonly head: number;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  readonly skipsIdle: boolean;
  readonly toggle: () => void;
  readonly seek: (at: number) => void;
  readonly step: (by: 1 | -1) => void;
  readonly setSpeed: (speed: Speed) => void;
  readonly setSkipsIdle: (skips: boolean) => void;
};

/** Plays the talk around a line. Starts paused at that line, or at `start` (ms); at the end it stays. */
export const useReplay = (rows: readonly TimelineRow[], seq: number, scene: ReplayScene, start?: number): Player => {
  const talk = useMemo(() => talkAround(rows, seq), [rows, seq]);
  const replay = useMemo(() => replayOf(talk, scene), [talk, scene]);
  const stops = useMemo(() => stopsOf(talk), [talk]);
  const [head, setHead] = useState(() => start ?? talk.find((row) => row.seq === seq)?.at ?? replay.to);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(4);
  const [skipsIdle, setSkipsIdle] = useState(true);
  useEffect(() => {
    if (!isPlaying) return undefined;
    let frame = 0;
    let last = performance.now();
    const tick = (now: number): void => {
      const passed = now - last;
      last = now;
      setHead((at) => advance(at, passed, { speed, skipsIdle, stops, end: replay.to }));
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed, skipsIdle, stops, replay.to]);
  const isAtEnd = head >= replay.to;
  useEffect(() => {
    if (isAtEnd) setPlaying(false);
  }, [isAtEnd]);
  useEffect(() => {
    if (start !== undefined) setHead(start);
  }, [start]);
  const toggle = (): void => {
    if (!isPlaying && isAtEnd) setHead(replay.from);
    setPlaying(!isPlaying);
  };
  const seek = (at: number): void => setHead(Math.max(replay.from, Math.min(replay.to, at)));
  const step = (by: 1 | -1): void => {
    setPlaying(false);
    const next = by > 0 ? stops.find((stop) => stop > head) : stops.findLast((stop) => stop < head);
    if (next !== undefined) setHead(next);
  };
  return { talk, replay, head, isPlaying, speed, skipsIdle, toggle, seek, step, setSpeed, setSkipsIdle };
};
