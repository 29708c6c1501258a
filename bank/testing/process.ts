/** Runs the bank as a process of its own, so that a test can kill it. Configuration comes as JSON on the command line. */
import { startBank } from '../main.ts';

const bank = await startBank(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(`${bank.url}\n`);
