import { ConfigProvider, theme as antdTheme } from 'antd';
import type { ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useMemo, type ReactNode } from 'react';
import { useLocale, useT } from '../i18n/useT';
import { useResolvedTheme, type ResolvedTheme } from '../state/preferences';
import { styleNonce } from './styleNonce';
import { Icon } from './Icon';
import styles from './theme.module.css';

type Read = (name: string) => string;

/** Reads a token as the browser resolves it: antd computes shades from the values, so it needs colours, not variables. */
const reader = (): Read => {
  const styles = getComputedStyle(document.documentElement);
  return (name) => styles.getPropertyValue(name).trim();
};

const globalTokens = (read: Read): ThemeConfig['token'] => ({
  colorPrimary: read('--brand'), colorInfo: read('--brand'), colorLink: read('--fg-link'),
  colorSuccess: read('--online'), colorWarning: read('--wait-warn'), colorError: read('--failed'),
  colorText: read('--fg'), colorTextSecondary: read('--fg-2'), colorTextTertiary: read('--fg-3'), colorTextDisabled: read('--fg-3'),
  colorTextPlaceholder: read('--fg-3'),
  colorBgLayout: read('--bg-canvas'), colorBgContainer: read('--bg-panel'), colorBgElevated: read('--bg-raised'),
  colorBorder: read('--line-strong'), colorBorderSecondary: read('--line'),
  controlItemBgHover: read('--bg-hover'), controlItemBgActive: read('--bg-selected'), controlItemBgActiveHover: read('--bg-selected'),
  borderRadius: 6, borderRadiusSM: 4, borderRadiusLG: 8, fontSize: 13, fontSizeSM: 12, fontSizeLG: 14, lineHeight: 1.54,
  controlHeight: 28, controlHeightSM: 24, controlHeightLG: 36, fontFamily: 'var(--font)', fontWeightStrong: 700,
  motionDurationFast: '0.08s', motionDurationMid: '0.14s', motionDurationSlow: '0.22s',
  boxShadow: read('--e-2'), boxShadowSecondary: read('--e-3'),
});

const componentTokens = (read: Read): ThemeConfig['components'] => ({
  Table: { headerBorderRadius: 0, headerBg: read('--bg-inset'), headerColor: read('--fg-3'), rowHoverBg: read('--bg-hover'), rowSelectedBg: read('--bg-selected'), cellPaddingBlock: 8, cellFontSize: 13, headerSplitColor: 'transparent' },
  Input: { activeShadow: `0 0 0 3px ${read('--brand-tint')}`, colorBorder: read('--line-field') },
  Select: { colorBorder: read('--line-field') },
  InputNumber: { activeShadow: `0 0 0 3px ${read('--brand-tint')}`, colorBorder: read('--line-field') },
  Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
  Modal: { titleFontSize: 16, titleLineHeight: 1.5 },
  Tooltip: { colorBgSpotlight: read('--bg-tooltip') },
  Segmented: { trackBg: read('--bg-press'), itemSelectedBg: read('--bg-panel') },
});

/** antd's theme from tokens.css as it stands now; call again after `data-theme` changed. */
const antdThemeOf = (resolved: ResolvedTheme): ThemeConfig => {
  const read = reader();
  return {
    algorithm: resolved === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    cssVar: {}, hashed: false, token: globalTokens(read), components: componentTokens(read),
  };
};

/**
 * Spread into every antd `Modal`: it fades in where it stands. One that grows as it opens moves its buttons away from a
 * quick hand: pressed on a button, let go beside it, and nothing happens.
 */
export const restingDialog = { transitionName: 'ant-fade', closeIcon: <Icon name="close" size={16} /> } as const;

const ClearIcon = () => {
  const t = useT();
  return <Icon name="close" size={12} label={t('field.clear')} />;
};

/** `allowClear` of antd's Input, with a name in the person's language. */
export const clearable = { clearIcon: <ClearIcon /> } as const;

/** Beside a covered password; the button around it is named by antd's locale. */
const coverIcon = { iconRender: (isShown: boolean) => <span className={styles.cover} data-shown={isShown || undefined}><Icon name="eye" size={14} /></span> };

/**
 * Dresses antd parts in our tokens. Wrap each lazily loaded screen that uses antd (admin, first start, a
 * dialog of the desk) in one: the desk's first chunk carries no antd, so that it starts fast.
 */
export const Theme = ({ children }: { readonly children: ReactNode }) => {
  const resolved = useResolvedTheme();
  const locale = useLocale();
  const config = useMemo(() => antdThemeOf(resolved), [resolved]);
  return (
    <ConfigProvider theme={config} locale={locale === 'en' ? enUS : zhCN} csp={{ nonce: styleNonce() }} button={{ autoInsertSpace: false }} wave={{ disabled: true }} inputPassword={coverIcon}>
      {children}
    </ConfigProvider>
  );
};
