// The import law (README "Architecture"): which part may know which. `npm run check` proves it.

const from = (path, pathNot) => ({ path, ...(pathNot ? { pathNot } : {}) });
const rule = (name, comment, source, to) => ({ name, severity: 'error', comment, from: source, to });

/** npm packages by their folder, however they were written in the import. */
const npm = (...names) => `node_modules/(${names.join('|')})/`;

const screens = ['desk', 'admin', 'supervision', 'mine'];

module.exports = {
  forbidden: [
    rule('shared-is-pure', 'shared/ is pure: it imports itself and zod.', from('^shared/'), { pathNot: ['^shared/', npm('zod')] }),
    rule('electron-only-in-its-world', 'The engine, the records and the window run without Electron.', from('^(shared|renderer|electron/(engine|cli))/'), { path: ['^electron$', npm('electron')] }),
    rule('engine-knows-no-shell', 'The engine is plain Node: no window, no vault, no start script.', from('^electron/engine/'), { path: '^(renderer|test|electron/(app|vault|preload|runtime|cli))/' }),
    rule('channels-know-no-records', 'A channel speaks to its host through the contract only.', from('^electron/engine/channels/'), { path: '^electron/engine/(?!channels/|platform/)' }),
    rule('channels-know-not-each-other', 'A channel imports itself, the contract and the kit.', from('^electron/engine/channels/(?!contract|kit)([^/]+)/'), { path: '^electron/engine/channels/', pathNot: '^electron/engine/channels/($1|contract|kit)/' }),
    rule('contract-and-kit-know-no-channel', 'What all channels share knows none of them.', from('^electron/engine/channels/(contract|kit)/'), { path: '^electron/engine/channels/', pathNot: '^electron/engine/channels/(contract|kit)/' }),
    rule('ledger-stands-alone', 'The ledger is below every other part of the engine.', from('^electron/engine/ledger/'), { path: '^electron/engine/', pathNot: '^electron/engine/(ledger|platform)/' }),
    rule('shell-touches-the-engine-by-port', 'Main uses small tools of the engine, never its parts.', from('^electron/(app|vault)/'), { path: '^(renderer/|electron/engine/(?!platform/|channels/contract/))' }),
    rule('vault-knows-no-window', 'The vault is asked, it asks nobody.', from('^electron/vault/'), { path: '^electron/(app|preload)/' }),
    rule('preload-is-generic', 'The preload forwards; it knows the names of the bridge and nothing else.', from('^electron/preload/'), { path: '.', pathNot: ['^electron/preload/', '^shared/ipc/appChannel', '^shared/domain/errors', '^electron$', npm('electron')] }),
    rule('renderer-stays-in-the-window', 'Window and Electron meet only in shared/ipc.', from('^renderer/'), { path: '^(electron|test)/' }),
    rule('no-node-in-the-window', 'A sandboxed page has no Node.', from('^(renderer|shared)/'), { dependencyTypes: ['core'] }),
    rule('only-the-archive-has-dexie', 'Screens read by renderer/archive/queries.', from('^(renderer/(?!archive/)|electron/|shared/)'), { path: npm('dexie', 'dexie-react-hooks') }),
    rule('archive-knows-no-screen', 'The archive is below every screen.', from('^renderer/archive/'), { path: '^renderer/(app|state|ui|i18n|' + screens.join('|') + ')/' }),
    ...screens.map((screen) => rule(`${screen}-knows-no-other-screen`, 'Screens are siblings.', from(`^renderer/${screen}/`), { path: `^renderer/(app|${screens.filter((other) => other !== screen).join('|')})/` })),
    rule('parts-know-no-screen', 'What screens share knows none of them.', from('^renderer/(bridge|state|i18n|ui|lines|wordings|sheets|figures|violations)/'), { path: `^renderer/(app|${screens.join('|')})/` }),
    rule('no-cycles', 'Two files that need each other are one file or want a third.', from('.'), { circular: true }),
    rule('no-test-in-the-product', 'Tests know the product, never the other way.', from('^(electron|renderer|shared)/'), { path: '^test/' }),
    rule('resolvable', 'Every import must lead somewhere.', from('.'), { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['[.]css$', '^vite/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json', '.d.mts'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
