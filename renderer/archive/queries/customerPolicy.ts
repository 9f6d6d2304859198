import { customerPolicySchema, type CustomerPolicy } from '#shared/rules/customerPolicy';
import defaultPolicy from '../../../resources/rules/customers.json';
import { useLive } from './useLive';

/** What a company begins with. */
export const defaultCustomerPolicy: CustomerPolicy = customerPolicySchema.parse(defaultPolicy);

const parsed = (value: unknown): CustomerPolicy => (typeof value === 'string' ? customerPolicySchema.parse(JSON.parse(value)) : defaultCustomerPolicy);

/** How often customers are contacted and who sees what. The strict default until the archive answered. */
export const useCustomerPolicy = (): CustomerPolicy =>
  useLive('customer policy', async (db) => parsed((await db.meta.get('customerPolicy'))?.value)) ?? defaultCustomerPolicy;
