/**
 * After a day with everything that goes wrong, no secret is outside the vault and no words of a customer are in a
 * log. Bugs these catch: a token in an address that is logged or shown, a password in an error's cause, a body in a
 * diagnostic line, a gateway's own words carried into the log, a secret in settings, snapshot, draft or refusal.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { createVault } from '#electron/vault/vault';
import { channelSources } from '#electron/engine/channels/registry';
import { createLogFile } from '#electron/engine/platform/log';
import { countDials } from '#test/kit/countDials';
import { startHeadlessEngine } from '#test/kit/headlessEngine';
import { isEntry } from '#test/kit/portClient';
import { startOnebotGateway } from '#test/peers/onebot/gateway';
import { joinCustomer } from '#test/peers/prosody/customer';
import { startProsody } from '#test/peers/prosody/startProsody';

void createVault;
