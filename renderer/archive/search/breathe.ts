/** Lets a waiting question in. */
export const breathe = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });
