/** True while a process of this id exists. */
export declare const isAlive: (pid: number) => boolean;
/** Runs `work` while holding the lock folder `path`; waits for another holder, takes over from a dead one. */
export declare const withLock: <T>(path: string, work: () => T | Promise<T>) => Promise<T>;
