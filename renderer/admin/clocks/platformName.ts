import type { ChannelKind } from '#shared/domain/account';
import { translateMaybe } from '../../i18n/translate';
import { channelName } from '../../state/forms';

/** Name of a platform a clock may concern; rules may name one this desk has no channel for. */
export const platformName = (kind: string): string => translateMaybe(`clocks.platform.${kind}`) ?? channelName(kind as ChannelKind); // an unknown one is shown by its id
