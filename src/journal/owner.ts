/** Whose data key seals what: one rule for every table, so that erasing one owner's key erases exactly their data. */

/** `PUBLIC` data is not encrypted: the catalogue, which anybody may read. */
export type KeyOwner =
  | { readonly kind: 'SATKER' | 'VENDOR' | 'PERSON'; readonly id: string }
  | { readonly kind: 'PLATFORM' | 'PUBLIC'; readonly id: 'all' };

export const PLATFORM: KeyOwner = { kind: 'PLATFORM', id: 'all' };
export const PUBLIC: KeyOwner = { kind: 'PUBLIC', id: 'all' };

/** Plain columns of a row that name its parties, as written or as read. */
export interface PartyColumns {
  readonly satker_id?: unknown;
  readonly vendor_id?: unknown;
  readonly person_id?: unknown;
}

const idOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Events and rows that belong to parties: the satker's key first, for it is the satker's purchase. */
export function ownerOfParties(satkerId: string | null, vendorId: string | null): KeyOwner {
  if (satkerId !== null) return { kind: 'SATKER', id: satkerId };
  return vendorId === null ? PLATFORM : { kind: 'VENDOR', id: vendorId };
}

/** Where a request came from is the person's own data. */
export const ownerOfPerson = (personId: string | null): KeyOwner =>
  personId === null ? PLATFORM : { kind: 'PERSON', id: personId };

/** A table whose rows are one owner's own record. */
const OWN_RECORD: { readonly [table: string]: 'SATKER' | 'VENDOR' | 'PERSON' | undefined } = {
  'identity.person': 'PERSON',
  'organisation.satker': 'SATKER',
  'organisation.vendor': 'VENDOR',
};

/** Rows about one person, whatever office they are decided in. */
const ABOUT_PERSON: readonly string[] = ['identity.correction'];

/** The owner of a row of a business table. */
export function ownerOf(table: string, id: string, columns: PartyColumns): KeyOwner {
  if (table.startsWith('catalogue.')) return PUBLIC;
  if (ABOUT_PERSON.includes(table)) return ownerOfPerson(idOf(columns.person_id));
  const own = OWN_RECORD[table];
  if (own) return { kind: own, id };
  return ownerOfParties(idOf(columns.satker_id), idOf(columns.vendor_id));
}
