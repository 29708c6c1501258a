import { useForm } from '../../shared/ui/form.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { TaxReceipt } from '../order/tax.tsx';
import { useOrderCommand } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { openAct, type PanelProps } from './act.tsx';
import { ActPanel } from './act-panel.tsx';
import { words } from './words.ts';

/** Digits of a faktur pajak number (NSFP), typed with or without dots, dashes and spaces. */
const FAKTUR_DIGITS = 17;
const digitsOf = (typed: string) => typed.replace(/[\s.-]/g, '');

/** The shop bills what the BAST accepted; a PKP may add the faktur now or later. */
export function BillPanel({ order, main, onDone }: PanelProps) {
  const say = useWords(words).bill;
  const label = useWords(orderWords).act('bill');
  const command = useOrderCommand(order.id, 'bill', (billed) => onDone('bill', billed));
  const form = useForm({
    initial: { vendorNumber: order.bill?.vendorNumber ?? '', faktur: order.bill?.faktur ?? '' },
    validate: ({ faktur }) => {
      const { length } = digitsOf(faktur);
      return length === 0 || length === FAKTUR_DIGITS ? [] : [{ path: 'faktur', message: say.badFaktur(length) }];
    },
    onSubmit: ({ vendorNumber, faktur }) =>
      void command.send({ vendorNumber: vendorNumber.trim(), faktur: digitsOf(faktur) }),
    serverErrors: command.fieldErrors,
  });
  const open = openAct(order, 'bill');
  if (open === undefined) return null;
  const returned = order.bill?.returned.at(-1);
  return (
    <ActPanel
      title={returned === undefined ? say.title : say.again}
      lead={say.lead}
      main={main}
      open={open}
      label={label}
      form={form}
      command={command}
    >
      {returned !== undefined && (
        <Notice tone="warning" title={say.returned}>
          {returned.reason}
        </Notice>
      )}
      <TaxReceipt order={order} inWords />
      <TextField
        {...form.bind('vendorNumber')}
        label={say.vendorNumber}
        hint={say.vendorNumberHint}
        optional
        width="medium"
        maxLength={60}
      />
      {order.vendor.pkp && (
        <TextField
          {...form.bind('faktur')}
          label={say.faktur}
          hint={say.fakturHint}
          optional
          inputMode="numeric"
          width="medium"
          maxLength={25}
        />
      )}
    </ActPanel>
  );
}

export function FakturPanel({ order, main, onDone }: PanelProps) {
  const { bill, faktur: say } = useWords(words);
  const label = useWords(orderWords).act('attachFaktur');
  const command = useOrderCommand(order.id, 'attachFaktur', (attached) => onDone('attachFaktur', attached));
  const attached = order.bill?.faktur ?? '';
  const form = useForm({
    initial: { faktur: attached },
    validate: ({ faktur }) => {
      const { length } = digitsOf(faktur);
      return length === FAKTUR_DIGITS ? [] : [{ path: 'faktur', message: bill.badFaktur(length) }];
    },
    onSubmit: ({ faktur }) => void command.send({ faktur: digitsOf(faktur) }),
    serverErrors: command.fieldErrors,
  });
  const open = openAct(order, 'attachFaktur');
  if (open === undefined) return null;
  return (
    <ActPanel
      title={attached === '' ? say.title : say.change}
      {...(attached === '' ? { lead: say.lead } : {})}
      main={main && attached === ''}
      open={open}
      label={label}
      form={form}
      command={command}
    >
      <TextField {...form.bind('faktur')} label={bill.faktur} inputMode="numeric" width="medium" maxLength={25} />
    </ActPanel>
  );
}
