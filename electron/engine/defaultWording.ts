import { z } from 'zod';
import { wordingSchema, type Wording } from '#shared/domain/wording';
import shipped from '#resources/wording/default.zh-CN.json';

/** The wording a new desk begins with; throws on a broken resource, which is a bug of ours. */
export const loadDefaultWording = (): readonly Wording[] => z.array(wordingSchema).parse(shipped);
