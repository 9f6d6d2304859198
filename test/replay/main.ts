import 'fake-indexeddb/auto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { channelSources } from '#electron/engine/channels/registry';
import { replayFile } from './replayFile';

const usage = (why: string): never => {
  process.stderr.write(`${why}\nusage: npm run replay -- CHANNEL DIR\nchannels: ${channelSources.map(({ kind }) => kind).join(', ')}\n`);
  process.exit(2);
};

const listed = async (dir: string): Promise<readonly string[]> => {
  const entries = await readdir(dir, { withFileTypes: true, recursive: false }).catch(() => usage(`cannot read folder: ${dir}`));
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name).sort();
};

// The reader went away (`| head`): nothing more to say.
process.stdout.on('error', () => process.exit(0));

const [kind, dir, ...rest] = process.argv.slice(2);
const source = channelSources.find((one) => one.kind === kind);
if (kind === undefined || dir === undefined || rest.length > 0) usage('CHANNEL and DIR are needed');
else if (source === undefined) usage(`no such channel: ${kind}`);
else {
  const channel = await source.load();
  for (const file of await listed(dir)) {
    const line = `${JSON.stringify(await replayFile(channel, join(dir, file), file))}\n`;
    // A reader that is slow must not lose lines when the process ends.
    await new Promise<void>((resolve) => process.stdout.write(line, () => resolve()));
  }
}
