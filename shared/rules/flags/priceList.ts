/** What things may be quoted at. Prices are in fen (1/100 yuan) so that they compare exactly. */
import { z } from 'zod';

const fenSchema = z.number().int().nonnegative().max(1_000_000_000);

export const priceRowSchema = z.object({
  name: z.string().trim().min(1).max(120),
  /** Other names it goes by. */
  aliases: z.array(z.string().trim().min(2).max(60)).max(20).readonly(),
  lowest: fenSchema,
  list: fenSchema,
}).readonly().refine(({ lowest, list }) => lowest <= list, { error: 'the lowest price is above the list price', path: ['lowest'] });
export type PriceRow = z.infer<typeof priceRowSchema>;

export const PRICE_ROWS_MOST = 5_000;

export const priceListSchema = z.object({
  version: z.number().int().positive(),
  /** Name of the file it came from. */
  file: z.string().max(255),
  rows: z.array(priceRowSchema).max(PRICE_ROWS_MOST).readonly(),
}).readonly();
export type PriceList = z.infer<typeof priceListSchema>;

export const noPrices: PriceList = { version: 1, file: '', rows: [] };
