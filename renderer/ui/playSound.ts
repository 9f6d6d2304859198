import alarm from '#resources/sounds/alarm.wav?url&no-inline';
import bell from '#resources/sounds/bell.wav?url&no-inline';
import chime from '#resources/sounds/chime.wav?url&no-inline';
import drop from '#resources/sounds/drop.wav?url&no-inline';
import fall from '#resources/sounds/fall.wav?url&no-inline';
import knock from '#resources/sounds/knock.wav?url&no-inline';
import type { SoundName } from '#shared/domain/alert';

const files: Readonly<Record<SoundName, string>> = { alarm, bell, chime, drop, fall, knock };

/** Plays one sound now; `volume` 0 … 1. Resolves false when this computer cannot (no sound device). */
export const playSound = async (sound: SoundName, volume: number): Promise<boolean> => {
  if (volume <= 0) return true;
  const audio = new Audio(files[sound]);
  audio.volume = Math.min(1, volume);
  try {
    await audio.play();
    return true;
  } catch {
    return false;
  }
};
