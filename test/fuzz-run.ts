/** `npm run fuzz -- --requests 100000 [--seed N]`: bad requests for every endpoint. Ends with 1 when one did what it should not. */
import { parseArgs } from 'node:util';
import { fuzz } from './support/fuzz/run.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];
if (!Number.isInteger(requests) || requests < 1 || !Number.isInteger(seed)) {
  console.error('--requests and --seed are whole numbers');
  process.exit(2);
}
console.log(`seed ${seed}`);
const { sent, endpoints, senders, answers, accepted, faults, heapMb, rssMb, seconds } = await fuzz({
  requests,
  seed,
  say: (line) => console.log(line),
});
for (const [status, times] of [...answers].sort()) console.log(`  ${status}: ${times}`);
for (const fault of faults) console.log(`✖ ${fault}`);
console.log(
  `${sent} requests to ${endpoints} endpoints as ${senders} askers in ${seconds} s: ${accepted} writes accepted, memory in use ${heapMb.warm} → ${heapMb.end} MB (held ${rssMb.warm} → ${rssMb.end} MB), ${faults.length} faults`,
);
process.exit(faults.length > 0 ? 1 : 0);
