import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { firstLine, firstLineFrom, firstUnreadLine, heldLine, lineOfRemote, linePlaceOf, type LinePlace } from '../../archive/queries/linesNear';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { forgetJump, useJumpRequests, type JumpTarget } from '../../state/jumpRequests';
import type { TimelineItem } from './timelineItems';
import type { Visit } from './useVisit';

const FLASH_MS = 600;
const TOLD_MS = 4000;

export type JumpMiss = 'quote' | 'day';

export type Jump = {
  readonly jumpTo: (id: RemoteMessageId) => void;
  /** Key of the line that flashes now. */
  readonly flash: string | undefined;
  /** What was asked for is nowhere in the archive. */
  readonly missing: JumpMiss | undefined;
};

type Where = LinePlace | 'latest' | undefined;

const resolve = async (conversation: ConversationId, target: JumpTarget, readSeq: number): Promise<Where> => {
  const of = (row: TimelineRow | undefined): Where => row && linePlaceOf(row);
  switch (target.kind) {
    case 'latest': return 'latest';
    case 'line': return target;
    case 'first': return of(await firstLine(conversation));
    case 'day': return of(await firstLineFrom(conversation, target.at));
    case 'held': return of(await heldLine(conversation));
    case 'unread': return of(await firstUnreadLine(conversation, readSeq));
  }
};

const findAt = (items: readonly TimelineItem[], at: LinePlace): number =>
  items.findIndex(({ row }) => -row.back === at.place && -row.backSeq === at.seq);

/**
 * Goes to a line and flashes it: within what is on show by scrolling, else by a visit to its place. `unreadFrom` is
 * the read mark as it stood when the conversation was opened.
 */
export const useJump = ({ conversation, items, visit, show, toEnd, unreadFrom }: {
  readonly conversation: ConversationId; readonly items: () => readonly TimelineItem[]; readonly visit: Visit;
  readonly show: (index: number) => void; readonly toEnd: () => void; readonly unreadFrom: number;
}): Jump => {
  const [flash, setFlash] = useState<string>();
  const [missing, setMissing] = useState<JumpMiss>();
  const request = useJumpRequests((state) => (state.conversation === conversation ? state.target : undefined));
  const go = useCallback((where: Where, miss: JumpMiss | undefined): void => {
    if (where === undefined) return setMissing(miss);
    if (where === 'latest') return toEnd();
    const index = findAt(items(), where);
    if (index < 0) visit.start(where);
    else {
      show(index);
      setFlash(items()[index]?.key);
    }
  }, [items, visit, show, toEnd]);
  const latestGo = useRef(go);
  useEffect(() => {
    latestGo.current = go;
  });
  useEffect(() => {
    if (request === undefined) return;
    forgetJump();
    void resolve(conversation, request, unreadFrom).then((where) => latestGo.current(where, request.kind === 'day' ? 'day' : undefined), () => undefined); // the archive changes under us: asked again by hand
  }, [request, conversation, unreadFrom]);
  const jumpTo = useCallback((id: RemoteMessageId) => {
    void lineOfRemote(conversation, id).then((row) => latestGo.current(row && linePlaceOf(row), 'quote'), () => undefined); // as above
  }, [conversation]);
  const visited = visit.lines?.target;
  const visitNumber = visit.lines?.visit;
  useEffect(() => {
    if (visitNumber !== undefined && visited !== undefined && visited !== '') setFlash(visited);
  }, [visited, visitNumber]);
  useEffect(() => {
    if (flash === undefined) return undefined;
    const timer = setTimeout(() => setFlash(undefined), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flash]);
  useEffect(() => {
    if (missing === undefined) return undefined;
    const timer = setTimeout(() => setMissing(undefined), TOLD_MS);
    return () => clearTimeout(timer);
  }, [missing]);
  return { jumpTo, flash, missing };
};
