/** The desk as its ports see it. */
import type { Media } from '#shared/domain/message';
import type { EngineInfo } from '#shared/ipc/deskRoutes';
import { ComplaintDesk } from './duties/complaintDesk';
import { DoneDesk } from './duties/doneDesk';
import { LeaveDesk } from './duties/leaveDesk';
import { NoticeDesk } from './duties/noticeDesk';
import { CustodyDesk } from './custody/custodyDesk';
import { Handover } from './custody/handover';
import { People } from './people/people';
import type { Desk } from './ports/desk';
import type { PortPerson } from './ports/permissions';
import { createSetup } from './setup';
import { ReviewDesk } from './quality/reviewDesk';
import { SampleDesk } from './quality/sampleDesk';
import { TrainingDesk } from './quality/trainingDesk';
import type { Recorder } from './state/recorder';
import { verifyForDesk } from './verifyForDesk';
import { ViolationDesk } from './violations/violationDesk';
import { WordingDesk } from './wordings/wordingDesk';
import type { EngineParts } from './engineParts';
import type { Works } from './works';

/** Everything the commands of a desk port may reach. */
export const createDesk = (parts: EngineParts, works: Works): Desk => {
  const { options, clock, ledger, recorder, modules, hub, media } = parts;
  const { files } = works;
  const people = new People(recorder, options.passwords);
  const custody = new CustodyDesk(recorder);
  const quality = { recorder, ledger, now: clock.now, isDemonstration: modules.isDemonstration };
  const setup = createSetup(recorder, options.passwords, options.defaults?.wordings ?? []);
  const filed = { recorder, now: clock.now, hasBlob: async ({ blob }: Media) => blob !== undefined && await ledger.blobs.has(blob) };
  const dutyDesks = { notices: new NoticeDesk(filed), complaints: new ComplaintDesk(filed), leaves: new LeaveDesk(filed), duties: new DoneDesk(filed) };
  return {
    ...works, ...dutyDesks, samples: new SampleDesk(quality), reviews: new ReviewDesk(quality), trainings: new TrainingDesk(quality), recorder, modules, hub, media, files, wordings: new WordingDesk({ recorder, hasBlob: (blob) => ledger.blobs.has(blob) }), people, custody, violations: new ViolationDesk(recorder, clock), handover: new Handover({ recorder, custody, people, files, log: options.log.logger('custody') }), now: clock.now,
    info: (person) => ({
      ledger: ledger.id, ledgerPath: ledger.dir, head: ledger.head(), engine: options.app, storage: ledger.level().level,
      person: person && sitting(recorder, person), company: recorder.state.company,
    }),
    verify: () => works.ledgerFiles.pass(() => verifyForDesk(ledger)),
    setup: async (input) => {
      const person = await setup(input);
      options.onPerson?.(person);
      return person;
    },
  };
};

const sitting = ({ state }: Recorder, { id }: PortPerson): EngineInfo['person'] => {
  const known = state.person(id);
  return known ? { id, name: known.name, role: known.role } : null;
};
