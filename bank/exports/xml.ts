/** Writing XML: elements in the order given, text escaped, absent parts left out. */

export type Xml = string | null;

/** Characters that XML 1.0 forbids, such as control characters, become blanks. */
export function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into XML
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}

/** `el('Sts', el('Cd', text('BOOK')))`; null children are left out. */
export function el(name: string, ...children: readonly Xml[]): string {
  return `<${name}>${children.filter((child) => child !== null).join('')}</${name}>`;
}

/** An element with text of at most `longest` characters. */
export function leaf(name: string, value: string, longest = 140): string {
  return `<${name}>${escaped([...value].slice(0, longest).join(''))}</${name}>`;
}

/** Amount in rupiah with two decimals. */
export function money(name: string, rupiah: bigint): string {
  return `<${name} Ccy="IDR">${rupiah < 0n ? -rupiah : rupiah}.00</${name}>`;
}
