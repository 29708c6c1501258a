import { money } from '../../src/kernel/money.ts';

/** `-1234.56` of the wire as people read it: `−Rp1.234,56`. */
export function senWords(text: string): string {
  const [whole = '0', sen = '00'] = text.split('.');
  const size = BigInt(whole.replace('-', ''));
  return `${text.startsWith('-') ? '\u2212' : ''}${money(size).slice(0, -'00'.length)}${sen}`;
}

/** An amount of a statement, with its sen. */
export function Sen({ amount }: { amount: string }) {
  return (
    <data value={amount} className="whitespace-nowrap">
      {senWords(amount)}
    </data>
  );
}
