/** Runs one gateway alone: `tsx test/peers/onebot/main.ts '{"dialect":"napcat","port":3001}'`. Ends with its input. */
import { startOnebotGateway, type GatewayOptions } from './gateway';

const options = JSON.parse(process.argv[2] ?? '{}') as GatewayOptions; // a person's own command line
const gateway = await startOnebotGateway(options);
process.stdout.write(`${JSON.stringify({ url: gateway.url, port: gateway.port })}\n`);
let rest = '';
process.stdin.setEncoding('utf8');
for await (const chunk of process.stdin) {
  const lines = `${rest}${String(chunk)}`.split('\n');
  rest = lines.pop() ?? '';
  // One line = one customer message: {"user":"1","message":"你好"}.
  for (const line of lines) if (line.trim() !== '') gateway.write(JSON.parse(line));
}
await gateway.close();
