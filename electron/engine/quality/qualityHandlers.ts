import type { qualityRoutes } from '#shared/ipc/desk/qualityRoutes';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';

/** Commands of spot checks. */
export const qualityHandlers = ({ samples, reviews, trainings }: Pick<Desk, 'samples' | 'reviews' | 'trainings'>): Handlers<typeof qualityRoutes, DeskCaller> => ({
  'quality.saveRules': ({ based, rules }, caller) => samples.saveRules(based, rules, actorOf(caller)),
  'quality.savePlan': ({ plan }, caller) => samples.savePlan(plan, actorOf(caller)),
  'quality.retirePlan': ({ plan }, caller) => samples.retirePlan(plan, actorOf(caller)),
  'quality.preview': ({ plan, ...period }) => samples.preview(plan, period),
  'quality.draw': ({ sample, plan, ...period }, caller) => samples.draw(sample, plan, period, actorOf(caller)),
  'quality.redraw': ({ sample }) => samples.redraw(sample),
  'quality.skip': ({ review, reason }, caller) => reviews.skip(review, reason, actorOf(caller)),
  'quality.score': ({ review, score }, caller) => reviews.score(review, score, actorOf(caller)),
  'quality.acknowledge': ({ review }, caller) => reviews.acknowledge(review, actorOf(caller)),
  'quality.appeal': ({ review, reason }, caller) => reviews.appeal(review, reason, actorOf(caller)),
  'quality.takeBack': ({ review }, caller) => reviews.takeBack(review, actorOf(caller)),
  'quality.decideAppeal': (decision, caller) => reviews.decideAppeal(decision, actorOf(caller)),
  'quality.calibrate': ({ sample, review, reviewers }, caller) => reviews.calibrate(sample, review, reviewers, actorOf(caller)),
  'quality.noteReference': ({ sample, score }, caller) => reviews.noteReference(sample, score, actorOf(caller)),
  'quality.saveTraining': (input, caller) => trainings.save(input, actorOf(caller)),
  'quality.retireTraining': ({ training }, caller) => trainings.retire(training, actorOf(caller)),
});
