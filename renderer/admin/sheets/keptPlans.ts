/** Which columns a person chose for which header, per kind of table; kept with their layout. */
import { loadLayout, saveLayout } from '../../state/layout';
import { headerKey, rememberedPlan, type ColumnPlan } from './columnPlan';
import type { SheetColumn } from './mapColumns';

const MOST = 40;

type Kept = Readonly<Record<string, Readonly<Record<string, ColumnPlan>>>>;
let changed: Kept | undefined;

const allKept = async (): Promise<Kept> => changed ?? ((await loadLayout().catch(() => ({} as Readonly<Record<string, unknown>>)))['sheets'] ?? {}) as Kept; // probed by rememberedPlan

export const planKeptFor = async (kind: string, header: readonly string[], columns: readonly SheetColumn<string>[]): Promise<ColumnPlan | undefined> =>
  rememberedPlan((await allKept())[kind], header, columns);

export const keepPlan = async (kind: string, header: readonly string[], plan: ColumnPlan): Promise<void> => {
  const all = await allKept();
  const others = Object.entries(all[kind] ?? {}).filter(([key]) => key !== headerKey(header)).slice(1 - MOST);
  const next: Kept = { ...all, [kind]: { ...Object.fromEntries(others), [headerKey(header)]: plan } };
  changed = next;
  saveLayout('sheets', () => Object.fromEntries(Object.entries(next).map(([each, plans]) => [each, Object.fromEntries(Object.entries(plans).map(([key, chosen]) => [key, [...chosen]]))])));
};
