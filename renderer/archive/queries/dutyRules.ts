import { dutyRulesOn, dutyRulesSchema, type DutyRules } from '#shared/rules/duties/dutyRules';
import shipped from '../../../resources/rules/duties.json';
import type { ArchiveDb } from '../schema/db';
import type { DutyRulesRow } from '../schema/dutyRows';
import { useLive } from './useLive';

/** What a company begins with, version 1. */
export const defaultDutyRules: DutyRules = dutyRulesSchema.parse(shipped);

/** Every version saved, in the order they were saved. */
export const readDutyRules = (db: ArchiveDb): Promise<readonly DutyRulesRow[]> => db.dutyRules.reverse().toArray();

export const useDutyRulesHistory = (): readonly DutyRulesRow[] | undefined => useLive('dutyRules', readDutyRules);

/** The rules of a day (`2026-11-22`). */
export const dutyRulesOf = (versions: readonly DutyRulesRow[], day: string): DutyRules => dutyRulesOn(versions, defaultDutyRules, day);
