import { useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { ExportDialog } from './ExportDialog';
import { VerifyDialog } from './VerifyDialog';

/** Opens the verifying of a package. */
export const VerifyButton = () => {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return <><Button icon="shield" onPress={() => setOpen(true)} testId="evidence-verify">{t('evidence.verify')}</Button>{isOpen && <VerifyDialog onClose={() => setOpen(false)} />}</>;
};

/** Takes this conversation out as evidence; goes on to verifying when asked. */
export const ExportButton = ({ conversation, title }: { readonly conversation: ConversationId; readonly title: string }) => {
  const t = useT();
  const [open, setOpen] = useState<'export' | 'verify'>();
  const [path, setPath] = useState<string>();
  const verify = (made?: string): void => { setPath(made); setOpen('verify'); };
  return (
    <>
      <Button icon="download" onPress={() => setOpen('export')} testId="evidence-export">{t('evidence.export')}</Button>
      {open === 'export' && <ExportDialog conversation={conversation} title={title} onClose={() => setOpen(undefined)} onVerify={verify} />}
      {open === 'verify' && <VerifyDialog {...(path !== undefined && { path })} onClose={() => setOpen(undefined)} />}
    </>
  );
};
