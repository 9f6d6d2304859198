import { flagPackSchema, type FlagPack } from '#shared/rules/flags/flagPack';
import { noPrices, type PriceList } from '#shared/rules/flags/priceList';
import shipped from '../../../resources/rules/flags.json';
import type { FlagPackRow } from '../schema/flagRows';
import { useLive } from './useLive';

/** The rules every desk begins with, version 1. */
export const defaultFlagPack: FlagPack = flagPackSchema.parse(shipped);

/** The rules in force; undefined until read. */
export const useFlagPack = (): FlagPack | undefined =>
  useLive('flagPack', async (db) => (await db.flagPacks.toCollection().last())?.pack ?? defaultFlagPack);

/** The price list in force; undefined until read. */
export const usePriceList = (): PriceList | undefined =>
  useLive('priceList', async (db) => (await db.priceLists.toCollection().last())?.list ?? noPrices);

/** Every version of the rules saved, newest first. */
export const useFlagPackHistory = (): readonly FlagPackRow[] | undefined =>
  useLive('flagPacks', (db) => db.flagPacks.reverse().toArray());
