import { z } from 'zod';
import type { ChannelModule } from '../contract/channel';
import { demoConfig } from './config';
import { openDemo } from './connector';
import { decodeStep } from './decode';
import { loadScript } from './script';

const frameSchema = z.object({ customer: z.string(), step: z.number().int().nonnegative(), at: z.number().int().nonnegative().default(0) });

/** The demonstration shop as a channel; see README. A recorded frame is `{customer, step, at}`. */
export const demo: ChannelModule = {
  kind: 'demo',
  glyph: '演',
  demonstration: true,
  fields: [{ key: 'speed', type: 'number', required: true, initial: 1, min: 0.25, max: 60 }],
  config: demoConfig,
  open: openDemo,
  test: async () => ({ ok: true, self: 'shop', nickname: loadScript().shop }),
  decodeFrame: (frame) => {
    const parsed = frameSchema.safeParse(frame);
    if (!parsed.success) return { kind: 'error', code: 'demo.badFrame' };
    const customer = loadScript().customers.find((each) => each.id === parsed.data.customer);
    if (!customer?.steps[parsed.data.step]) return { kind: 'error', code: 'demo.badFrame' };
    return { kind: 'events', events: decodeStep(customer, parsed.data.step, parsed.data.at, 'history', undefined) };
  },
};
