import { z } from 'zod';
import type { KeyChoices } from '../../state/keyMap';
import { keysFromJson, keysToJson } from '../../state/preferenceFields';

const fileSchema = z.object({ zuoxi: z.literal('keys'), version: z.literal(1), keys: z.record(z.string(), z.string().nullable()) });

/** The file of a person's own shortcuts: readable JSON, `Mod+Alt+KeyE` by action, null for none. */
export const writeKeyFile = (choices: KeyChoices): string =>
  `${JSON.stringify({ zuoxi: 'keys', version: 1, keys: keysToJson(choices) }, null, 2)}\n`;

/** Reads it back; undefined when it is something else. Unknown actions and impossible chords are left out. */
export const readKeyFile = (text: string): KeyChoices | undefined => {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(text));
    return parsed.success ? keysFromJson(parsed.data.keys) : undefined;
  } catch {
    return undefined; // no JSON at all
  }
};
