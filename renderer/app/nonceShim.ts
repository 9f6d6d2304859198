/**
 * Style elements made by libraries (antd's static parts, virtuoso) carry no nonce of their own and would be
 * refused by our CSP. First import of main.tsx: it must run before any of them.
 */
import { styleNonce } from '../ui/styleNonce';

const nonce = styleNonce();
if (nonce !== undefined) {
  const create = document.createElement.bind(document);
  const withNonce = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  Object.defineProperty(document, 'createElement', { value: withNonce, configurable: true, writable: true });
}
