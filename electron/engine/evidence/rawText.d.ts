/** A file's own text, put into the bundle by the builder. */
declare module '*?raw' {
  const text: string;
  export = text;
}
