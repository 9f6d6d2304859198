/** Where a window may open again: pure, so that a screen that is gone cannot hide it. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export const MIN_WIDTH = 900;
export const MIN_HEIGHT = 560;
const DEFAULT_WIDTH = 1366;
const DEFAULT_HEIGHT = 768;
/** Pixels of the title bar that must be reachable to drag the window back. */
const REACH = 80;

const isReachable = (place: Area, screen: Area): boolean =>
  place.x + place.width - REACH > screen.x && place.x + REACH < screen.x + screen.width
  && place.y >= screen.y - 1 && place.y + REACH / 2 < screen.y + screen.height;

/** The remembered place when its title bar is on a screen, else the default size in the middle of the first one. */
export const placeFor = (remembered: Area | undefined, screens: readonly Area[]): Partial<Area> & { readonly width: number; readonly height: number } => {
  if (remembered && screens.some((screen) => isReachable(remembered, screen))) {
    return { ...remembered, width: Math.max(MIN_WIDTH, remembered.width), height: Math.max(MIN_HEIGHT, remembered.height) };
  }
  const [first] = screens;
  return { width: Math.min(DEFAULT_WIDTH, first?.width ?? DEFAULT_WIDTH), height: Math.min(DEFAULT_HEIGHT, first?.height ?? DEFAULT_HEIGHT) };
};

const TORN: Area = { x: 0, y: 0, width: 640, height: 720 };
/** Each further window stands this much lower and to the right. */
const STEP = 28;

/** Where a window of its own stood, when its title bar is on a screen; `undefined` else. */
export const samePlace = (remembered: Area | undefined, screens: readonly Area[]): Area | undefined =>
  (remembered && screens.some((screen) => isReachable(remembered, screen)) ? remembered : undefined);

/** Where a conversation's own window opens: where the last one was, `nth` steps on, when its title bar is on a screen. */
export const tornPlaceFor = (remembered: Area | undefined, nth: number, screens: readonly Area[]): Partial<Area> & { readonly width: number; readonly height: number } => {
  const { width, height } = remembered ?? TORN;
  if (!remembered) return { width, height };
  const place = { x: remembered.x + nth * STEP, y: remembered.y + nth * STEP, width, height };
  return screens.some((screen) => isReachable(place, screen)) ? place : { width, height };
};
