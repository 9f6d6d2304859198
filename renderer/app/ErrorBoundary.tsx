import { Component, type ReactNode } from 'react';
import { AppError } from '#shared/domain/errors';
import { errorSentence, translate } from '../i18n/translate';
import { Button } from '../ui/Button';
import styles from './ErrorBoundary.module.css';

type State = { readonly error: unknown };

const codeOf = (error: unknown): string =>
  error instanceof AppError ? error.code : error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Keeps a broken region from taking the window along: says so where it happened and offers to open it again. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode; readonly onReset?: () => void }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error ?? new Error('unknown') };
  }

  private reset(): void {
    this.props.onReset?.();
    this.setState({ error: undefined });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <section className={styles.broken} role="alert">
        <h1>{translate('boundary.title')}</h1>
        {error instanceof AppError && <p>{errorSentence(error.code, error.data)}</p>}
        <p>{translate('boundary.text')}</p>
        <code>{codeOf(error)}</code>
        <div className={styles.actions}>
          <Button kind="primary" onPress={() => this.reset()}>{translate('boundary.again')}</Button>
          <Button onPress={() => location.reload()}>{translate('boundary.reload')}</Button>
        </div>
      </section>
    );
  }
}
