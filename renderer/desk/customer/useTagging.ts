import type { AppError } from '#shared/domain/errors';
import type { Stage, TagKind } from '#shared/domain/customer';
import type { PersonProfile } from '#shared/domain/customerFile';
import type { CustomerId } from '#shared/domain/ids';
import type { TagRow } from '../../archive/schema/customerRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { offerUndo } from '../conversation/undo';
import { useCommand } from '../conversation/useCommand';

export type Tagging = {
  readonly put: (kind: TagKind, value: string) => void;
  /** Takes a tag off and offers to put it back; `name` is how a person calls it. */
  readonly take: (tag: TagRow, name: string) => void;
  readonly setStage: (stage: Stage) => void;
  readonly error: AppError | undefined;
};

/** Commands on a customer: they name the file of the open chat; what they change comes back through the archive. */
export const useTagging = ({ stage: current }: PersonProfile, id: CustomerId): Tagging => {
  const t = useT();
  const command = useCommand();
  const take = async (tag: TagRow, name: string): Promise<void> => {
    const { kind, value, source, evidence } = tag;
    if (!(await command.run(() => desk.call('customer.untag', { customer: id, kind, value })))) return;
    offerUndo(t('tag.removed', { name }), () => desk.call('customer.tag', { customer: id, tag: { kind, value, source, ...(evidence !== undefined && { evidence }) } }));
  };
  return {
    put: (kind, value) => void command.run(() => desk.call('customer.tag', { customer: id, tag: { kind, value } })),
    take: (tag, name) => void take(tag, name),
    setStage: (stage) => { if (stage !== current) void command.run(() => desk.call('customer.stage', { customer: id, stage })); },
    error: command.error,
  };
};
