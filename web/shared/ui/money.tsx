import { money, moneyShort } from '../../../src/kernel/money.ts';
import { useAmountInWords } from './amount-in-words.ts';

interface MoneyProps {
  /** Whole rupiah, or the string of digits of the wire. */
  amount: bigint | string;
  /** `Rp1,2 juta`, with the exact value as its title: only in figures and charts. */
  short?: boolean;
  /** The amount in words under it: wherever it is to be signed. */
  inWords?: boolean;
}

export function Money({ amount, short, inWords }: MoneyProps) {
  const amountInWords = useAmountInWords();
  const rupiah = BigInt(amount);
  if (short === true) {
    return (
      <data value={String(rupiah)} title={money(rupiah)} className="whitespace-nowrap">
        {moneyShort(rupiah)}
      </data>
    );
  }
  return (
    <>
      <data value={String(rupiah)} className="whitespace-nowrap">
        {money(rupiah)}
      </data>
      {inWords === true && <span className="block text-small font-normal text-muted">{amountInWords(rupiah)}</span>}
    </>
  );
}
