/**
 * Tags of a merchant-presented code (EMVCo MPM 1.1, 4.1): two digits of id, two of length, the value. Lengths count characters, not
 * bytes. Read tolerantly: whatever is well formed is kept, known or not, in the order it came.
 */

export interface Tag {
  readonly id: string;
  readonly value: string;
}

/** Null when the text is not wholly made of tags. */
export function parseTlv(text: string): readonly Tag[] | null {
  const signs = Array.from(text);
  const tags: Tag[] = [];
  let at = 0;
  while (at < signs.length) {
    const head = signs.slice(at, at + 4).join('');
    if (!/^\d{4}$/.test(head)) return null;
    const length = Number(head.slice(2));
    const value = signs.slice(at + 4, at + 4 + length);
    if (length === 0 || value.length < length) return null;
    tags.push({ id: head.slice(0, 2), value: value.join('') });
    at += 4 + length;
  }
  return tags;
}

/** Throws RangeError for a value that is empty or longer than 99 characters: lengths have two digits. */
export function writeTlv(tags: readonly Tag[]): string {
  return tags
    .map(({ id, value }) => {
      const length = Array.from(value).length;
      if (length === 0 || length > 99) throw new RangeError(`tag ${id} has ${length} characters`);
      return `${id}${String(length).padStart(2, '0')}${value}`;
    })
    .join('');
}

/** The first value under an id. */
export function tagValue(tags: readonly Tag[], id: string): string | null {
  return tags.find((tag) => tag.id === id)?.value ?? null;
}
