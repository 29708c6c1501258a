/** Names of the sandbox's banks as issuers and acquirers. */

const NAMES: Readonly<Record<string, string>> = {
  '002': 'BANK BRI',
  '008': 'BANK MANDIRI',
  '009': 'BANK BNI',
  '014': 'BANK BCA',
  '200': 'BANK BTN',
  '451': 'BANK BSI',
};

/** At most 26 characters. */
export function bankName(code: string): string {
  return NAMES[code] ?? `BANK ${code}`;
}
