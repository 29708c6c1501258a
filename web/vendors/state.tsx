import { StatusTag } from '../shared/ui/status-tag.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { useWords } from '../shared/words/define.ts';
import type { VendorState, VendorSummary } from './vendor-data.ts';
import { words } from './words.ts';

const TONES: Readonly<Record<VendorState, Tone>> = {
  INVITED: 'info',
  PROFILE_INCOMPLETE: 'info',
  WAITING_VERIFICATION: 'info',
  ACTIVE: 'good',
  SUSPENDED: 'bad',
  BLOCKED: 'bad',
};

/** Where a registration stands; "Menunggu Anda" when the reader is to verify it. */
export function VendorStatus({ of }: { of: Pick<VendorSummary, 'state' | 'actions'> }) {
  const say = useWords(words);
  if (of.actions.includes('verify') || of.actions.includes('verifySuket')) {
    return <StatusTag tone="wait">{say.waitsForYou}</StatusTag>;
  }
  return <StatusTag tone={TONES[of.state]}>{say.states[of.state]}</StatusTag>;
}
