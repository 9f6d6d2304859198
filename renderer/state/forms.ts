import { create } from 'zustand';
import type { ChannelKind } from '#shared/domain/account';
import type { ChannelForm } from '#shared/ipc/channelForm';
import { desk } from '../bridge/desk';
import { translateMaybe } from '../i18n/translate';

/** What the engine's channels say about themselves; empty until it answered. */
export const useForms = create<{ readonly forms: readonly ChannelForm[] }>(() => ({ forms: [] }));

/** Asks the engine. Call once, at the start; rejects with `AppError` when it does not answer. */
export const loadForms = async (): Promise<void> => {
  useForms.setState({ forms: await desk.call('channel.forms') });
};

const formOf = (forms: readonly ChannelForm[], kind: ChannelKind): ChannelForm | undefined => forms.find((form) => form.kind === kind);

/** Name of a platform in the language of the screen. */
export const channelName = (kind: ChannelKind): string => translateMaybe(`channel.${kind}`) ?? kind;

/** Where there is room for a word only: `QQ` for `QQ（OneBot 11）`. */
export const shortChannelName = (kind: ChannelKind): string => translateMaybe(`channel.${kind}.short`) ?? channelName(kind);

/** Glyph of a platform; before the engine answered the first character of its name, which is the same. */
export const useGlyph = (): ((kind: ChannelKind) => string) => {
  const { forms } = useForms();
  return (kind) => formOf(forms, kind)?.glyph ?? channelName(kind).slice(0, 1);
};

/** Whether a platform only demonstrates: its customers are scripts and no figure counts them. */
export const useIsDemonstration = (): ((kind: ChannelKind) => boolean) => {
  const { forms } = useForms();
  return (kind) => formOf(forms, kind)?.demonstration ?? kind === 'demo';
};
