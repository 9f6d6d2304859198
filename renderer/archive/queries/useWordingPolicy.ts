import { wordingPolicySchema, type WordingPolicy } from '#shared/rules/wordingPolicy';
import shipped from '../../../resources/rules/wording.json';
import { useLive } from './useLive';

const shippedPolicy = wordingPolicySchema.parse(shipped);

/** What the company decided about wording, else what we ship. */
export const useWordingPolicy = (): WordingPolicy =>
  useLive('wording policy', async (db) => {
    const row = await db.meta.get('wordingPolicy');
    return row === undefined ? shippedPolicy : wordingPolicySchema.parse(JSON.parse(String(row.value)));
  }) ?? shippedPolicy;
