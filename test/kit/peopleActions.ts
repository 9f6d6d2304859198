import type { Page } from 'playwright-core';

export type NewPerson = { readonly name: string; readonly password: string; readonly role?: 'agent' | 'supervisor' | 'administrator'; /** Wanted for a role above agent. */ readonly reason?: string };

/** Adds a person on the page of people, which must be open; resolves when the row is there. */
export const addPerson = async (page: Page, { name, password, role = 'agent', reason }: NewPerson): Promise<void> => {
  await page.getByTestId('person-add').click();
  await page.getByTestId('person-name').fill(name);
  await page.getByTestId(`role-${role}`).check();
  await page.getByTestId('person-password').fill(password);
  if (reason !== undefined) await page.getByTestId('person-reason').fill(reason);
  await page.getByTestId('person-save').click();
  await page.getByTestId('person-form').waitFor({ state: 'detached' });
  await page.locator('[data-person-row]', { hasText: name }).waitFor();
};

/** Changes to somebody else by the menu; `own` is what they choose at their first sign-in. */
export const becomePerson = async (page: Page, name: string, password: string, own?: string): Promise<void> => {
  await page.getByTestId('person-menu').click();
  await page.getByRole('menuitem', { name: '切换人员' }).click();
  await page.locator('[data-person]', { hasText: name }).click();
  await page.getByTestId('sign-in-password').fill(password);
  await page.keyboard.press('Enter');
  if (own !== undefined) {
    await page.getByTestId('choose-new').fill(own);
    await page.getByTestId('choose-again').fill(own);
    await page.getByTestId('choose-go').click();
  }
  await page.getByTestId('person-menu').filter({ hasText: name }).waitFor();
};
