/** BSI publishes no SNAP pages: the standard as it stands, until the bank says otherwise. */
import { standard } from './default.ts';
import { type BankProfile, changed } from './profile.ts';

export const bsi: BankProfile = changed(standard, { id: 'bsi' });
