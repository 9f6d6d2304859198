/** Backup and restore as a person does them in the window. */
import type { Page } from 'playwright-core';
import type { DeskApp } from './app';

/** The system's dialog answers with the place. */
export const answerFolder = (desk: DeskApp, place: string): Promise<void> =>
  desk.electron.evaluate(({ dialog }, path) => { Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [path] }) }); }, place);

/** On the page of administration: the folder the dialog answers with, and the passphrase; nothing is saved yet. */
export const fillPlan = async (page: Page, place: string, passphrase: string): Promise<void> => {
  await page.getByTestId('admin-backup').click();
  await page.getByTestId('backup-choose').click();
  await page.getByTestId('backup-folder').filter({ hasText: place }).waitFor();
  await page.getByTestId('backup-passphrase').fill(passphrase);
  await page.getByTestId('backup-again').fill(passphrase);
};

/** Saves the plan and makes a copy; resolves when it is whole. */
export const saveAndCopy = async (page: Page): Promise<void> => {
  await page.getByTestId('backup-save').click();
  await page.getByTestId('backup-run').click();
  await page.getByTestId('backup-said').filter({ hasText: '备份完成' }).waitFor({ timeout: 30_000 });
};

/** On a computer without a desk: up to the choice of a folder. */
export const beginRestore = async (page: Page): Promise<void> => {
  await page.getByTestId('first-restore').click();
  await page.getByTestId('restore-choose').click();
};

/** Opens the copies of that folder and brings the newest here; resolves when it is here. */
export const restoreNewest = async (page: Page, passphrase: string): Promise<void> => {
  await page.getByTestId('restore-passphrase').fill(passphrase);
  await page.getByTestId('restore-open').click();
  await page.getByTestId('restore-copies').filter({ hasText: '杭州青禾羊绒有限公司' }).waitFor();
  await page.getByTestId('restore-go').click();
  await page.getByTestId('restore-done').waitFor({ timeout: 30_000 });
};
