import { lexer, type Token, type Tokens } from 'marked';
import { Fragment, useMemo, type ReactNode } from 'react';
import { app } from '../../bridge/app';
import type { Locale } from '../../i18n/catalog/all';
import { keyActions, type KeyAction } from '../../state/keyMap';
import { useKeyWords } from '../../state/keys';
import { showHelp } from '../../state/view';
import { LinkButton } from '../../ui/Button';
import { isHelpTopic } from '../../state/helpTopics';
import { helpPicture } from './helpPages';
import styles from './Help.module.css';

type Scene = { readonly locale: Locale; readonly words: (action: KeyAction) => string; headings: number };

const KEY = /\{key:(\w+)\}/gu;

/** `{key:done}` as the key in force. */
const withKeys = (text: string, { words }: Scene): ReactNode => text.split(KEY).map((part, place) => {
  if (place % 2 === 0) return part;
  const action = keyActions.find((known) => known === part);
  return <kbd key={place} className={styles.key}>{(action && words(action)) || '—'}</kbd>;
});

const Link = ({ href, children }: { readonly href: string; readonly children: ReactNode }) => {
  const topic = href.startsWith('help:') ? href.slice(5) : undefined;
  if (topic !== undefined && isHelpTopic(topic)) return <LinkButton onPress={() => showHelp(topic)}>{children}</LinkButton>;
  if (!/^https?:\/\//u.test(href)) return <>{children}</>;
  return <LinkButton title={href} onPress={() => { app.request('app.openExternal', { url: href }).catch(() => undefined); /* no browser: the address is in the tooltip */ }}>{children}</LinkButton>;
};

const inline = (tokens: readonly Token[] | undefined, scene: Scene): ReactNode => tokens?.map((token, place) => <Fragment key={place}>{inlineOne(token, scene)}</Fragment>);

const inlineOne = (token: Token, scene: Scene): ReactNode => {
  switch (token.type) {
    case 'strong': return <strong>{inline(token.tokens, scene)}</strong>;
    case 'em': return <em>{inline(token.tokens, scene)}</em>;
    case 'codespan': return <code>{(token as Tokens.Codespan).text}</code>; // told by its type
    case 'br': return <br />;
    case 'link': return <Link href={(token as Tokens.Link).href}>{inline(token.tokens, scene)}</Link>; // told by its type
    case 'image': return <Picture token={token as Tokens.Image} locale={scene.locale} />; // told by its type
    case 'text': return token.tokens === undefined ? withKeys((token as Tokens.Text).text, scene) : inline(token.tokens, scene); // told by its type
    case 'escape': return (token as Tokens.Escape).text; // told by its type
    default: return token.raw; // markup of any other kind is shown as what it is: text
  }
};

const Picture = ({ token, locale }: { readonly token: Tokens.Image; readonly locale: Locale }) => {
  const address = helpPicture(token.href, locale);
  return address === undefined ? null : <img className={styles.picture} src={address} alt={token.text} />;
};

const Table = ({ token, scene }: { readonly token: Tokens.Table; readonly scene: Scene }) => (
  <table>
    <thead><tr>{token.header.map((cell, place) => <th key={place} scope="col">{inline(cell.tokens, scene)}</th>)}</tr></thead>
    <tbody>{token.rows.map((row, at) => <tr key={at}>{row.map((cell, place) => <td key={place}>{inline(cell.tokens, scene)}</td>)}</tr>)}</tbody>
  </table>
);

const List = ({ token, scene }: { readonly token: Tokens.List; readonly scene: Scene }) => {
  const items = token.items.map((item, place) => <li key={place}>{blocks(item.tokens, scene)}</li>);
  return token.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
};

const Heading = ({ token, scene, anchor }: { readonly token: Tokens.Heading; readonly scene: Scene; readonly anchor: number }) => {
  const Tag = token.depth === 1 ? 'h2' : token.depth === 2 ? 'h3' : 'h4'; // the dialog itself has the h1
  return <Tag data-anchor={anchor} tabIndex={-1}>{inline(token.tokens, scene)}</Tag>;
};

const block = (token: Token, scene: Scene): ReactNode => {
  switch (token.type) {
    case 'space': return null;
    case 'heading': return <Heading token={token as Tokens.Heading} scene={scene} anchor={scene.headings++} />; // told by its type
    case 'paragraph': return <p>{inline(token.tokens, scene)}</p>;
    case 'text': return inline(token.tokens ?? [token], scene);
    case 'list': return <List token={token as Tokens.List} scene={scene} />; // told by its type
    case 'blockquote': return <div role="note" className={styles.note}>{blocks(token.tokens ?? [], scene)}</div>;
    case 'code': return <pre><code>{(token as Tokens.Code).text}</code></pre>; // told by its type
    case 'table': return <Table token={token as Tokens.Table} scene={scene} />; // told by its type
    case 'hr': return <hr />;
    default: return <p>{token.raw}</p>;
  }
};

const blocks = (tokens: readonly Token[], scene: Scene): ReactNode => tokens.map((token, place) => <Fragment key={place}>{block(token, scene)}</Fragment>);

/** A page of the help as React elements: nothing in it can become markup of its own. */
export const Markdown = ({ text, locale }: { readonly text: string; readonly locale: Locale }) => {
  const words = useKeyWords();
  const tokens = useMemo(() => lexer(text), [text]);
  return <>{blocks(tokens, { locale, words, headings: 0 })}</>;
};
