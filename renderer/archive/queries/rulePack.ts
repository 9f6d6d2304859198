import type { ChannelKind } from '#shared/domain/account';
import { rulePackSchema, waitingTargetMs } from '#shared/rules/rulePack';
import defaultPack from '../../../resources/rules/default.json';

/** The rule pack in force: timers on screen and in reports come from it. */
export const rulePack = rulePackSchema.parse(defaultPack);

/** How long a customer of this channel may wait for an answer, ms. */
export const targetOf = (channel: ChannelKind): number => waitingTargetMs(rulePack, channel);
