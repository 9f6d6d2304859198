export type TestRuntime = {
  /** The project. */
  readonly root: string;
  /** A copy of the build that nobody changes while this worker lives: what `electron` is started with. */
  readonly app: string;
  /** Folder of the runtime. */
  readonly dist: string;
  /** The Electron program. */
  readonly program: string;
  readonly version: string;
  /** False for root on Linux, where Chromium refuses its sandbox. */
  readonly hasSandbox: boolean;
};

/** An Electron that starts and a build newer than every source; the same promise for every caller of a process. */
export declare const prepareForTests: () => Promise<TestRuntime>;
