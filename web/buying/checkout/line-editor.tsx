import { money } from '../../../src/kernel/money.ts';
import type { Order } from '../../orders/order-data.ts';
import { Button } from '../../shared/ui/button.tsx';
import { FieldError } from '../../shared/ui/field.tsx';
import { IconTrash } from '../../shared/ui/icons.ts';
import { Cluster } from '../../shared/ui/layout.tsx';
import { QuantityField } from '../../shared/ui/quantity-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';

type Line = Order['lines'][number];

interface LineEditorProps {
  lines: readonly Line[];
  /** By product; 0 takes the line away. */
  quantities: Readonly<Record<string, number>>;
  error: string | undefined;
  onChange: (productId: string, quantity: number) => void;
}

/** How many of each, or away with it. Nothing is sent before the whole is saved. */
export function LineEditor({ lines, quantities, error, onChange }: LineEditorProps) {
  const say = useWords(words).details;
  return (
    <fieldset id="quantities" tabIndex={-1}>
      <legend className="mb-2 font-semibold">{say.lines}</legend>
      <ul className="grid divide-y divide-line border-y border-line">
        {lines.map((line) => (
          <li key={line.productId} className="grid gap-3 py-4">
            <EditedLine
              line={line}
              quantity={quantities[line.productId] ?? line.quantity}
              onChange={(quantity) => onChange(line.productId, quantity)}
            />
          </li>
        ))}
      </ul>
      {error !== undefined && <FieldError name="quantities" error={error} />}
    </fieldset>
  );
}

interface EditedLineProps {
  line: Line;
  quantity: number;
  onChange: (quantity: number) => void;
}

function EditedLine({ line, quantity, onChange }: EditedLineProps) {
  const say = useWords(words).details;
  if (quantity === 0) {
    return (
      <Cluster spread>
        <p>
          <span className="line-through">{line.name}</span>
          <span className="block text-small text-muted">{say.removed}</span>
        </p>
        <Button tone="plain" label={say.keepNamed(line.name)} onPress={() => onChange(line.quantity)}>
          {say.keep}
        </Button>
      </Cluster>
    );
  }
  const amount = BigInt(line.price) * BigInt(Number.isNaN(quantity) ? 0 : quantity);
  return (
    <Cluster spread gap="normal">
      <QuantityField
        name={`jumlah-${line.productId}`}
        label={line.name}
        hint={say.each(money(BigInt(line.price)), line.unit, line.minOrder)}
        value={quantity}
        onChange={onChange}
        min={line.minOrder}
        unit={line.unit}
      />
      <div className="ml-auto grid justify-items-end">
        <p className="font-bold">{money(amount)}</p>
        <Button
          tone="plain"
          icon={<IconTrash size={20} aria-hidden="true" />}
          label={say.removeNamed(line.name)}
          onPress={() => onChange(0)}
        >
          {say.remove}
        </Button>
      </div>
    </Cluster>
  );
}
