/** OneBot 11: QQ and compatible gateways (NapCat, LLOneBot, Lagrange, go-cqhttp, onebots). */
import { AppError } from '#shared/domain/errors';
import type { Channel, ChannelContext, ChannelModule } from '../contract/channel';
import { configSchema, fields, parseConfig } from './config';
import { Connector } from './connector';
import { decodeRecorded } from './frame';
import { testConnection } from './testConnection';

/** Settings nobody can connect with: says so and waits for a person. */
const misconfigured = (context: ChannelContext, error: AppError): Channel => ({
  connect: () => context.status({ state: 'misconfigured', reason: error.code, data: error.data, action: 'editSettings' }),
  close: () => Promise.resolve(),
  send: () => Promise.resolve({ kind: 'notSent' }),
});

const open = (context: ChannelContext): Channel => {
  try {
    return new Connector(context, parseConfig(context.settings, context.secrets)).asChannel();
  } catch (error) {
    if (error instanceof AppError) return misconfigured(context, error);
    throw error;
  }
};

export const onebot: ChannelModule = {
  kind: 'onebot',
  glyph: 'Q',
  demonstration: false,
  fields,
  config: configSchema,
  open,
  test: testConnection,
  decodeFrame: (frame) => decodeRecorded(frame, Date.now()),
};
