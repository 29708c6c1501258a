/** The profiles by name, as a connection names them. */
import { bca } from './bca.ts';
import { bni } from './bni.ts';
import { bri, briInterbankV1 } from './bri.ts';
import { bsi } from './bsi.ts';
import { btn } from './btn.ts';
import { standard } from './default.ts';
import { mandiri } from './mandiri.ts';
import type { BankProfile } from './profile.ts';

export const profiles: ReadonlyMap<string, BankProfile> = new Map(
  [standard, bri, briInterbankV1, bni, mandiri, btn, bsi, bca].map((profile) => [profile.id, profile]),
);
