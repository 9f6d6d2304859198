import { generateKeyPairSync } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { Logger } from '../channels/contract/channel';
import type { SigningKey } from '../ledger/contract';
import type { Vault } from './vault';

const KEY = 'ledger.key';

/**
 * The key that signs checkpoints, made at first need and sealed in the vault. Null while the vault is closed or
 * refuses: entries are kept all the same and signed later. A lost key is replaced, old signatures stay valid.
 */
export const loadSigningKey = async (vault: Vault, log: Logger): Promise<SigningKey | null> => {
  try {
    const known = await vault.get(KEY).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'vault.lost') return null;
      throw error;
    });
    if (known !== null) return { pkcs8: known };
    const { privateKey } = generateKeyPairSync('ed25519');
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    await vault.set(KEY, pkcs8);
    return { pkcs8 };
  } catch (error) {
    log.warn('no signing key yet', { code: error instanceof AppError ? error.code : 'internal.bug' });
    return null;
  }
};
