/** Every broken arrow below `folders` (paths from `base`, the project by default), as `rule: from → to`. */
export declare const brokenArrows: (folders: readonly string[], base?: string) => Promise<{ readonly modules: number; readonly broken: readonly string[] }>;
