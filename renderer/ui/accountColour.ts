/** Number of a colour in tokens.css (1..12); a mark outside wraps instead of losing its edge. */
export const accountColour = (color: number): number => ((Math.max(1, Math.trunc(color)) - 1) % 12) + 1;
