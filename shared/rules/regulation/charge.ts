import type { Charge } from './regulationPack';

const HOUR = 3_600_000;

/**
 * What a charge comes to in fen for something `over` ms past its deadline; undefined where it needs an amount nobody
 * has named yet (`baseFen`). A half fen is rounded down: what is withheld is never more than the rule says.
 */
export const amountOf = (charge: Charge, over = 0, baseFen?: number): number | undefined => {
  switch (charge.kind) {
    case 'none': return 0;
    case 'each': return charge.fen;
    case 'hourly': return Math.min(charge.mostFen, charge.firstFen + charge.moreFen * Math.floor(Math.max(0, over) / HOUR));
    case 'percent': return baseFen === undefined ? undefined : Math.floor((baseFen * charge.percent) / 100);
  }
};

/** How long past its deadline an hourly charge still grows, ms; 0 for one that does not. */
export const growsFor = (charge: Charge): number =>
  (charge.kind !== 'hourly' || charge.moreFen === 0 ? 0 : Math.ceil((charge.mostFen - charge.firstFen) / charge.moreFen) * HOUR);

/** The most a supervisor may name, fen: what the rule says and never above it. */
export const ceilingOf = (charge: Charge, baseFen?: number): number => {
  switch (charge.kind) {
    case 'none': return 0;
    case 'each': return charge.fen;
    case 'hourly': return charge.mostFen;
    case 'percent': return amountOf(charge, 0, baseFen) ?? 0;
  }
};
