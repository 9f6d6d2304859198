import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useArchiveState } from '../archive/queries/connection';
import { useEngineState, useVaultState } from '../bridge/useBridge';
import { app } from '../bridge/app';
import { useDeskData } from '../desk/shell/DeskData';
import { formatSize } from '../i18n/format';
import { errorSentence } from '../i18n/translate';
import { useT } from '../i18n/useT';
import { useIsDemonstration } from '../state/forms';
import { useFilters } from '../state/filters';
import { useRole, useSession } from '../state/session';
import { useTabs } from '../state/tabs';
import { showAdmin } from '../state/view';
import { LinkButton } from '../ui/Button';
import { OpeningDialog } from '../ui/OpeningDialog';
import { Strip } from '../ui/Strip';
import { useLasting } from './useLasting';
import { useIsOffline } from './useIsOffline';

const VaultDialog = lazy(async () => ({ default: (await import('../admin/VaultDialog')).VaultDialog }));

// A start that takes its normal second, or a link that comes back at once, is no news.
const START_MS = 1500;
const LINK_MS = 4000;

const EngineStrip = () => {
  const t = useT();
  const engine = useEngineState();
  const isSlow = useLasting(engine?.state === 'starting', START_MS);
  const restart = <LinkButton onPress={() => { app.request('engine.restart').catch(() => undefined); /* the strip stays and says so */ }}>{t('strip.restartEngine')}</LinkButton>;
  if (engine?.progress !== undefined) return <Strip tone="amber" icon="refresh" progress={engine.progress}>{t('strip.engineReading', { percent: Math.floor(engine.progress * 100) })}</Strip>;
  switch (engine?.state) {
    case 'starting': return isSlow ? <Strip tone="amber" icon="refresh">{t('strip.engineStarting')}</Strip> : null;
    case 'restarting': return <Strip tone="amber" icon="refresh">{t('strip.engineRestarting', { attempt: engine.attempt })}</Strip>;
    case 'stopped': return <Strip tone="rose" action={restart}>{t('strip.engineStopped')}</Strip>;
    case 'fatal': return <Strip tone="rose" action={restart}>{t('strip.engineFatal', { reason: errorSentence(engine.code ?? 'internal.bug', engine.data) })}</Strip>;
    default: return null;
  }
};

const ArchiveStrip = () => {
  const t = useT();
  const archive = useArchiveState();
  if (archive.phase === 'failed') return <Strip tone="rose">{t('strip.archiveFailed', { reason: errorSentence(archive.code ?? 'archive.broken') })}</Strip>;
  if (archive.phase !== 'rebuilding' || archive.head === 0) return null;
  const done = Math.min(1, archive.applied / archive.head);
  return <Strip tone="brand" icon="refresh" progress={done}>{t('strip.rebuilding', { percent: Math.floor(done * 100) })}</Strip>;
};

const StorageStrip = () => {
  const t = useT();
  const { level, freeBytes } = useSession((session) => session.storage);
  if (level === 'ok') return null;
  const free = freeBytes === undefined ? '' : t('strip.free', { size: formatSize(freeBytes) });
  return <Strip tone={level === 'noMedia' ? 'amber' : 'rose'} icon="warning">{t(`strip.${level}`, { free })}</Strip>;
};

const VaultStrip = () => {
  const t = useT();
  const vault = useVaultState();
  const { accounts } = useDeskData();
  const [isOpen, setOpen] = useState(false);
  const isAdministrator = useRole() === 'administrator';
  const hasSecrets = accounts.some((account) => account.secretKeys.length > 0);
  useEffect(() => {
    if (vault?.kind === 'system' || vault?.kind === 'passphrase') setOpen(false);
  }, [vault?.kind]);
  if (!hasSecrets || vault === undefined || vault.kind === 'system' || vault.kind === 'passphrase') return null;
  const open = (words: ReactNode) => <LinkButton onPress={() => setOpen(true)}>{words}</LinkButton>;
  return (
    <>
      {vault.kind === 'locked' && <Strip tone="amber" icon="lock" action={open(t('strip.unlock'))}>{t('strip.vaultLocked')}</Strip>}
      {vault.kind === 'none' && <Strip tone="amber" icon="key" action={isAdministrator ? open(t('strip.setPassphrase')) : undefined}>{t('strip.vaultNone')}</Strip>}
      {vault.kind === 'lost' && <Strip tone="rose" icon="key" action={<LinkButton onPress={() => showAdmin('accounts')}>{t('strip.toAccounts')}</LinkButton>}>{t('strip.vaultLost')}</Strip>}
      {isOpen && <Suspense fallback={<OpeningDialog onClose={() => setOpen(false)} />}><VaultDialog onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
};

const LinkStrip = () => {
  const t = useT();
  const { accounts } = useDeskData();
  const engine = useEngineState();
  const isOffline = useIsOffline();
  const wanted = accounts.filter((account) => !account.paused);
  const isAllDown = useLasting(wanted.length > 0 && wanted.every(({ status }) => status.state !== 'online' && status.state !== 'degraded'), LINK_MS);
  if (engine?.state !== 'running' || !isAllDown) return null;
  return <Strip tone="amber" icon={isOffline ? 'offline' : 'link'} action={<LinkButton onPress={() => showAdmin('accounts')}>{t('strip.toAccounts')}</LinkButton>}>{isOffline ? t('strip.offline') : t('strip.allDown', { count: wanted.length })}</Strip>;
};

const DemoStrip = () => {
  const t = useT();
  const { accounts, accountById, rowOf } = useDeskData();
  const isDemonstration = useIsDemonstration();
  const chosen = useFilters((filters) => filters.account);
  const active = useTabs((tabs) => tabs.active);
  const account = accountById.get((active === null ? undefined : rowOf(active)?.account) ?? chosen ?? '');
  const isDemo = account === undefined ? accounts.length > 0 && accounts.every(({ channel }) => isDemonstration(channel)) : isDemonstration(account.channel);
  return isDemo ? <Strip tone="demo">{t('strip.demo')}</Strip> : null;
};

/** What concerns the whole desk, under the title bar: at its place, never as a passing toast. */
export const Strips = () => (
  <>
    <EngineStrip />
    <ArchiveStrip />
    <StorageStrip />
    <VaultStrip />
    <LinkStrip />
    <DemoStrip />
  </>
);
