import { safeStorage } from 'electron';
import type { KeyStore } from './keyStore';

const backendName = (): string => {
  if (process.platform === 'darwin') return 'keychain';
  if (process.platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
};

/** Electron's safeStorage; answers truthfully only after `app` is ready. */
export const createSystemKeyStore = (): KeyStore => ({
  // Both must be asked: without a daemon the backend has its name but encrypts nothing.
  isSecure: () => safeStorage.isEncryptionAvailable() && backendName() !== 'basic_text',
  backend: backendName,
  seal: (text) => safeStorage.encryptString(text),
  unseal: (bytes) => {
    try { return safeStorage.decryptString(bytes); } catch { return null; }
  },
});
