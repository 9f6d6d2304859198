import { useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { HIT_CONTEXT, HITS_MAX } from '#shared/ipc/desk/evidenceRoutes';
import { allHits } from '../archive/queries/allHits';
import type { LineQuery } from '../archive/queries/searchLines';
import { useConversation } from '../archive/queries/useConversation';
import { useT } from '../i18n/useT';
import { Button, IconButton } from '../ui/Button';
import { ExportDialog } from './ExportDialog';
import type { Offer } from './offer';
import { VerifyDialog } from './VerifyDialog';

/** Opens the verifying of a package. */
export const VerifyButton = () => {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return <><Button icon="shield" onPress={() => setOpen(true)} testId="evidence-verify">{t('evidence.verify')}</Button>{isOpen && <VerifyDialog onClose={() => setOpen(false)} />}</>;
};

type Open = 'export' | 'verify' | undefined;

const Dialogs = ({ open, offers, onOpen }: { readonly open: Open; readonly offers: readonly Offer[]; readonly onOpen: (open: Open) => void }) => {
  const [path, setPath] = useState<string>();
  const close = (): void => onOpen(undefined);
  const verify = (made?: string): void => { setPath(made); onOpen('verify'); };
  return (
    <>
      {open === 'export' && <ExportDialog offers={offers} onClose={close} onVerify={verify} />}
      {open === 'verify' && <VerifyDialog {...(path !== undefined && { path })} onClose={close} />}
    </>
  );
};

/** Takes this conversation, or all of its customer's, out as evidence; goes on to verifying when asked. */
export const ExportButton = ({ conversation, title }: { readonly conversation: ConversationId; readonly title: string }) => {
  const t = useT();
  const [open, setOpen] = useState<Open>();
  const row = useConversation(conversation);
  const customer = row?.chat.kind === 'group' ? undefined : row?.customer;
  const offers: readonly Offer[] = [
    { kind: 'conversation', title, about: t('evidence.about', { title }), make: async () => ({ kind: 'conversation', conversations: [conversation] }) },
    ...(customer === undefined ? [] : [{ kind: 'customer', title, about: t('evidence.about.customer'), make: async () => ({ kind: 'customer', customer }) } satisfies Offer]),
  ];
  return (
    <>
      <Button icon="download" onPress={() => setOpen('export')} testId="evidence-export">{t('evidence.export')}</Button>
      <Dialogs open={open} offers={offers} onOpen={setOpen} />
    </>
  );
};

/** Takes the hits of a search with what stands around them out as evidence. */
export const ExportSearchButton = ({ query, isDisabled }: { readonly query: LineQuery; readonly isDisabled: boolean }) => {
  const t = useT();
  const [open, setOpen] = useState<Open>();
  const offer: Offer = {
    kind: 'search', title: query.text || t('evidence.of.search'), about: t('evidence.about.search', { context: HIT_CONTEXT, max: HITS_MAX.toLocaleString() }),
    make: async () => {
      const { lines } = await allHits(query, HITS_MAX);
      return { kind: 'search', text: query.text.slice(0, 500), lines: lines.map(({ row, conversation }) => ({ conversation: conversation.id, seq: row.seq })) };
    },
  };
  return (
    <>
      <IconButton icon="download" label={t('evidence.exportSearch')} onPress={() => setOpen('export')} isDisabled={isDisabled} testId="evidence-export-search" />
      <Dialogs open={open} offers={[offer]} onOpen={setOpen} />
    </>
  );
};
