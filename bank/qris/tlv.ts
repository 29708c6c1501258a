/** The tag, length, value spelling of EMV QR codes (EMVCo MPM 4.1): two digits each, the length counts characters. */

export type Tags = ReadonlyMap<string, string>;

const HEAD = /^\d{4}$/;
const MAX_VALUE = 99;

/** Tags in their order, or null when lengths do not fit or a tag comes twice. */
export function readTlv(text: string): Tags | null {
  const characters = [...text];
  const tags = new Map<string, string>();
  let at = 0;
  while (at < characters.length) {
    const head = characters.slice(at, at + 4).join('');
    if (!HEAD.test(head)) return null;
    const id = head.slice(0, 2);
    const length = Number(head.slice(2));
    const value = characters.slice(at + 4, at + 4 + length);
    if (length === 0 || value.length !== length || tags.has(id)) return null;
    tags.set(id, value.join(''));
    at += 4 + length;
  }
  return tags;
}

/** `writeTlv([['00', '01']])` → `000201`. Empty values are left out; one above 99 characters is a mistake of the caller. */
export function writeTlv(tags: readonly (readonly [id: string, value: string])[]): string {
  return tags
    .filter(([, value]) => value !== '')
    .map(([id, value]) => {
      const length = [...value].length;
      if (length > MAX_VALUE) throw new Error(`tag ${id} is longer than ${MAX_VALUE} characters`);
      return `${id}${String(length).padStart(2, '0')}${value}`;
    })
    .join('');
}
