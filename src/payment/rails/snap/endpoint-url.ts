/** BCA's rule for the signed address (BCA developer pages, "Signature"). Other banks sign the address verbatim. */

/**
 * Percent-encodes everything except `A-Z a-z 0-9 - _ . ~` in path segments, names and values, and sorts parameters by
 * name, then by value. With no query this equals the verbatim path.
 */
export function canonicalUrlBca(path: string, query: readonly (readonly [name: string, value: string])[]): string {
  const encodedPath = path.split('/').map(percentEncode).join('/');
  if (query.length === 0) return encodedPath;
  const encoded = query.map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)]);
  encoded.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
  return `${encodedPath}?${encoded.map((pair) => pair.join('=')).join('&')}`;
}

function percentEncode(text: string): string {
  const reserved = /[!'()*]/g;
  return encodeURIComponent(text).replace(reserved, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
