import { money } from '../../../src/kernel/money.ts';
import { IconTrash } from '../../shared/ui/icons.ts';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { QuantityField } from '../../shared/ui/quantity-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { ProductPicture } from '../picture.tsx';
import type { Line } from './quantities.ts';
import { words } from './words.ts';

const PICTURE_PX = 72;

interface CartLineProps {
  line: Line;
  quantity: number;
  onQuantity: (quantity: number) => void;
  onRemove: () => void;
}

/** One product: how many, what that comes to, or away with it. */
export function CartLine({ line, quantity, onQuantity, onRemove }: CartLineProps) {
  const say = useWords(words);
  const amount = BigInt(line.price) * BigInt(Number.isNaN(quantity) ? 0 : quantity);
  return (
    <fieldset className="grid grid-cols-[72px_minmax(0,1fr)] gap-3 lg:grid-cols-[72px_minmax(0,1fr)_16rem_9rem]">
      <legend className="sr-only">{line.name}</legend>
      <ProductPicture of={line.picture} alt="" size={PICTURE_PX} />
      <div>
        <TextLink to={`/produk/${line.slug}`}>{line.name}</TextLink>
        <p className="text-small text-muted">{say.each(money(BigInt(line.price)), line.unit)}</p>
      </div>
      <div className="col-span-2 lg:col-span-1">
        <QuantityField
          name={`jumlah-${line.productId}`}
          label={say.quantity}
          value={quantity}
          onChange={onQuantity}
          min={line.minOrder}
          unit={line.unit}
          {...(line.minOrder > 1 ? { hint: say.minimum(line.minOrder, line.unit) } : {})}
        />
      </div>
      <div className="col-span-2 flex flex-wrap items-center justify-between gap-2 lg:col-span-1 lg:flex-col lg:items-end">
        <p className="font-bold">
          <Money amount={amount} />
        </p>
        <button
          type="button"
          aria-label={say.removeNamed(line.name)}
          onClick={onRemove}
          className="inline-flex min-h-11 items-center gap-1.5 rounded-m px-2 font-semibold text-brand-700 hover:bg-brand-50"
        >
          <IconTrash size={20} aria-hidden="true" />
          {say.remove}
        </button>
      </div>
    </fieldset>
  );
}
