import { z } from 'zod';
import pictureData from '#resources/demo/pictures.json';
import shopData from '#resources/demo/shop.json';

/**
 * One thing a customer does. `after` is seconds (at speed 1) since the step before, or since the shop opened;
 * with `when: reply` the seconds count from the agent's next reply, with `when: silence` the step is left out if
 * the agent answered by then. `recall` names an earlier step by index.
 */
const stepSchema = z.object({
  after: z.number().positive(),
  when: z.enum(['reply', 'silence']).optional(),
  text: z.string().optional(),
  picture: z.string().optional(),
  order: z.object({ order: z.string(), title: z.string(), amount: z.string(), state: z.string() }).optional(),
  file: z.object({ name: z.string(), mime: z.string(), text: z.string() }).optional(),
  recall: z.number().int().nonnegative().optional(),
}).readonly();
export type Step = z.infer<typeof stepSchema>;

const customerSchema = z.object({
  id: z.string().regex(/^[a-z]+$/),
  name: z.string(),
  facts: z.record(z.string(), z.string()).readonly(),
  steps: z.array(stepSchema).min(1).readonly(),
}).readonly();
export type DemoCustomer = z.infer<typeof customerSchema>;

const scriptSchema = z.object({
  shop: z.string(),
  outages: z.array(z.object({ after: z.number().positive(), seconds: z.number().positive() })).readonly(),
  customers: z.array(customerSchema).min(1).readonly(),
  closers: z.array(z.string()).min(1).readonly(),
}).readonly();
export type DemoScript = z.infer<typeof scriptSchema>;

const picturesSchema = z.record(z.string(), z.object({ name: z.string(), mime: z.string(), base64: z.string() }));

/** Parses the shipped script; throws on a broken resource, which is a bug of ours. */
export const loadScript = (): DemoScript => scriptSchema.parse(shopData);

/** Bytes of a picture the script names. */
export const loadPicture = (name: string): { readonly name: string; readonly mime: string; readonly bytes: Uint8Array } => {
  const picture = picturesSchema.parse(pictureData)[name];
  if (!picture) throw new Error(`demo script names an unknown picture: ${name}`);
  return { name: picture.name, mime: picture.mime, bytes: Buffer.from(picture.base64, 'base64') };
};
