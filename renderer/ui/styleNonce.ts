/** The nonce main put into this page (`<meta name="csp-nonce">`); undefined on a page without our CSP. */
export const styleNonce = (): string | undefined => {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  return content === undefined || content.startsWith('__') ? undefined : content;
};
