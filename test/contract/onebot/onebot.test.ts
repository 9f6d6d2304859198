import { runConformance } from '../conformance';
import { onebotDriver } from './driver';

runConformance(onebotDriver('NapCat, forward, arrays', { dialect: 'napcat' }));
runConformance(onebotDriver('LLOneBot, forward, own echoes off', { dialect: 'llonebot', reportsOwn: true }));
runConformance(onebotDriver('Lagrange, reverse', { dialect: 'lagrange' }, { isReverse: true }));
runConformance(onebotDriver('go-cqhttp, forward, CQ strings both ways, no private history', { dialect: 'gocqhttp' }, { hasHistory: false, settings: { messageFormat: 'string' } }));
runConformance(onebotDriver('onebots, forward, no history at all', { dialect: 'onebots' }, { hasHistory: false }));
