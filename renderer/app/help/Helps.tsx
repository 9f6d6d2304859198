import { lazy, Suspense } from 'react';
import { closeHelp, closeKeyHelp, useView } from '../../state/view';
import { OpeningDialog } from '../../ui/OpeningDialog';
import { ErrorBoundary } from '../ErrorBoundary';

const HelpDialog = lazy(async () => ({ default: (await import('./HelpDialog')).HelpDialog }));
const KeyHelp = lazy(async () => ({ default: (await import('./KeyHelp')).KeyHelp }));

/** The help that is open, if any. */
export const Helps = () => {
  const isOpen = useView((view) => view.helpTopic !== null);
  const isKeyHelpOpen = useView((view) => view.isKeyHelpOpen);
  return (
    <>
      {isOpen && <ErrorBoundary onReset={closeHelp}><Suspense fallback={<OpeningDialog onClose={closeHelp} />}><HelpDialog /></Suspense></ErrorBoundary>}
      {isKeyHelpOpen && <ErrorBoundary onReset={closeKeyHelp}><Suspense fallback={<OpeningDialog onClose={closeKeyHelp} />}><KeyHelp /></Suspense></ErrorBoundary>}
    </>
  );
};
