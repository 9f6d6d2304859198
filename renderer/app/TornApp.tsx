import { lazy, Suspense, useEffect } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { CoverProvider } from '../cover/CoverProvider';
import { DeskDataProvider, useDeskData } from '../desk/shell/DeskData';
import { useLocale, useT } from '../i18n/useT';
import { useKey } from '../state/keys';
import { useSeat } from '../state/seat';
import { dock } from '../state/tornWindow';
import { IconButton } from '../ui/Button';
import { EmptyLine } from '../ui/EmptyLine';
import { ProductMark } from '../ui/Icon';
import styles from './App.module.css';
import { BareTitleBar } from './BareTitleBar';
import { ErrorBoundary } from './ErrorBoundary';
import title from './TitleBar.module.css';
import { WindowControls } from './WindowControls';

const ConversationPane = lazy(async () => ({ default: (await import('../desk/ConversationPane')).ConversationPane }));

const isMac = navigator.userAgent.includes('Mac OS');

const Torn = ({ conversation: id }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const { rowOf, isReady } = useDeskData();
  const conversation = rowOf(id);
  const back = (): void => { dock(id).catch(() => undefined); }; // main is gone: so is this window soon
  const name = conversation?.title ?? t('app.name');
  useKey('closeTab', back);
  useEffect(() => {
    document.title = name;
  }, [name]);
  return (
    <>
      <header className={title.title} data-mac={isMac || undefined}>
        <div className={title.brand}><ProductMark size={18} /></div>
        <span className={styles.tornName}>{name}</span>
        <IconButton icon="restore" size={24} label={t('torn.return')} onPress={back} testId="torn-return" />
        <WindowControls />
      </header>
      {conversation !== undefined
        ? <ErrorBoundary><Suspense fallback={null}><div className={styles.torn} data-testid="torn"><ConversationPane conversation={conversation} /></div></Suspense></ErrorBoundary>
        : isReady && <EmptyLine>{t('desk.missing')}</EmptyLine>}
    </>
  );
};

/** A window of one conversation. Without a person at the desk main closes it; until then it shows nothing of a customer. */
export const TornApp = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const session = useSeat((seat) => seat.session);
  const locale = useLocale();
  return (
    <div className={styles.app}>
      <ErrorBoundary>
        {session.kind === 'open'
          ? <CoverProvider key={`${locale} ${session.person.id}`}><DeskDataProvider><Torn conversation={conversation} /></DeskDataProvider></CoverProvider>
          : <><BareTitleBar />{session.kind !== 'opening' && <EmptyLine>{t('torn.locked')}</EmptyLine>}</>}
      </ErrorBoundary>
    </div>
  );
};
