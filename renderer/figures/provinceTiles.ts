/**
 * The 34 province-level divisions, a square each, laid out as the country lies: column and row from the north-west.
 * No borders are drawn: geometry that is both licensed and officially reviewed is not to be had as a package.
 */
export const provinceTiles: Readonly<Record<string, readonly [number, number]>> = {
  230000: [9, 0],
  150000: [6, 1], 210000: [8, 1], 220000: [9, 1],
  650000: [1, 2], 620000: [3, 2], 640000: [4, 2], 140000: [5, 2], 130000: [6, 2], 110000: [7, 2], 120000: [8, 2],
  540000: [1, 3], 630000: [2, 3], 510000: [3, 3], 610000: [4, 3], 410000: [5, 3], 370000: [6, 3],
  500000: [4, 4], 420000: [5, 4], 340000: [6, 4], 320000: [7, 4], 310000: [8, 4],
  530000: [3, 5], 520000: [4, 5], 430000: [5, 5], 360000: [6, 5], 330000: [7, 5],
  450000: [4, 6], 440000: [5, 6], 350000: [6, 6], 710000: [8, 6],
  460000: [3, 7], 820000: [5, 7], 810000: [6, 7],
};
