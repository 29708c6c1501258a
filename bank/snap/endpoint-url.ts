/** BCA's spelling of the signed address: everything but unreserved characters percent-encoded, parameters sorted. */

export function bcaEndpointUrl(path: string, query: readonly (readonly [string, string])[]): string {
  const segments = path.split('/').map(encode).join('/');
  const pairs = query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => order(nameA, nameB) || order(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? segments : `${segments}?${pairs.join('&')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
