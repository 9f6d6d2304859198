import { app } from '../../bridge/app';
import { playSound } from '../../ui/playSound';

/** The window is main's loudspeaker, also while it is hidden or locked. Call once. */
export const startSounds = (): void => {
  app.on('alerts.sound', ({ sound, volume }) => { void playSound(sound, volume); });
};
