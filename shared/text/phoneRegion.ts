/** In which province a Chinese number was issued. Pure over the table of resources/phones. */
import { decodeBase64 } from '../ledger/base64';
import { normalPhone } from './phone';

/** `areaCodes`: landline codes by province code; `mobileRuns`: see resources/phones/README.md. */
export type PhoneTable = { readonly areaCodes: Readonly<Record<string, string>>; readonly mobileRuns: string };

export type PhoneRegions = { readonly regionOf: (phone: string) => string | undefined };

const FIRST = 1_000_000;
const LAST = 1_999_999;

type Run = { readonly from: number; readonly province: number };

const runsOf = (base64: string): readonly Run[] => {
  const bytes = decodeBase64(base64) ?? new Uint8Array();
  const runs: Run[] = [];
  let at = FIRST;
  for (let place = 0; place < bytes.length;) {
    let length = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[place] ?? 0;
      place += 1;
      length |= (byte & 127) << shift;
      shift += 7;
      if (byte < 128) break;
    }
    at += length;
    runs.push({ from: at, province: bytes[place] ?? 0 });
    place += 1;
  }
  return runs;
};

/** The run a prefix lies in: the last one that begins at or before it. */
const runAt = (runs: readonly Run[], prefix: number): Run | undefined => {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.from ?? 0) <= prefix) low = middle + 1;
    else high = middle - 1;
  }
  return runs[high];
};

/** Reads the table once; `regionOf` gives the six-digit code, or nothing when the number is unknown or foreign. */
export const phoneRegions = (table: PhoneTable): PhoneRegions => {
  const runs = runsOf(table.mobileRuns);
  const areas = new Map(Object.entries(table.areaCodes).flatMap(([code, list]) => list.split(' ').map((area) => [area, code] as const)));
  const mobile = (digits: string): string | undefined => {
    const prefix = Number(digits.slice(0, 7));
    const province = prefix > LAST ? 0 : runAt(runs, prefix)?.province ?? 0;
    return province === 0 ? undefined : `${province}0000`;
  };
  return {
    regionOf: (phone) => {
      const digits = normalPhone(phone);
      if (digits === '') return undefined;
      return digits.startsWith('1') ? mobile(digits) : areas.get(digits.slice(0, 3)) ?? areas.get(digits.slice(0, 4));
    },
  };
};
