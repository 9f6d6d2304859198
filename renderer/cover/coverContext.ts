import { createContext, useContext } from 'react';
import type { Cover } from '#shared/text/cover';

export const plainCover: Cover = (text) => text;
export const CoverContext = createContext<Cover>(plainCover);

/** How somebody's words are shown here; the same function until policy or role change. */
export const useCover = (): Cover => useContext(CoverContext);
