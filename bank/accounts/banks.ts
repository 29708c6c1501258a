/** Banks by their three-digit code, BIC and clearing code. */

/** Public identifiers of the banks a satker uses and of the largest others (BIC register of SWIFT). */
const BICS: Readonly<Record<string, string>> = {
  BRINIDJA: '002',
  BMRIIDJA: '008',
  BNINIDJA: '009',
  BDINIDJA: '011',
  BNIAIDJA: '022',
  BBBAIDJA: '013',
  CENAIDJA: '014',
  BTANIDJA: '200',
  BSMDIDJA: '451',
};

/** `014`, `CENAIDJA`, `CENAIDJAXXX` or the clearing code `0140397` → `014`; null for what is none of them. */
export function bankCodeOf(given: string): string | null {
  if (/^\d{3}$/.test(given)) return given;
  if (/^\d{7}$/.test(given)) return given.slice(0, 3);
  return BICS[given.slice(0, 8)] ?? null;
}

/** BIC of a bank; null when this sandbox knows none. */
export function bicOf(bankCode: string): string | null {
  return Object.entries(BICS).find(([, code]) => code === bankCode)?.[0] ?? null;
}
