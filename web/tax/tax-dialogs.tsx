import { money } from '../../src/kernel/money.ts';
import { localDate } from '../../src/kernel/time.ts';
import { ActDialog } from '../shared/register/act-dialog.tsx';
import { DateField } from '../shared/ui/date-field.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { periodsBefore } from './period.ts';
import {
  closeOutsideCard,
  draftDeposit,
  recordSlip,
  reportTaxes,
  type TaxDeposit,
  type Withholding,
} from './tax-data.ts';
import { words } from './words.ts';

const NTPN = /^[A-Za-z0-9]{16}$/;
const today = () => localDate(new Date(), 'WIB');
const FIVE = 5;

interface ChosenProps<Done> {
  chosen: readonly Withholding[];
  onDone: (done: Done) => void;
}

const sumOf = (chosen: readonly Withholding[]) => chosen.reduce((sum, { amount }) => sum + BigInt(amount), 0n);

function usePeriods() {
  const say = useWords(words);
  const periods = periodsBefore(new Date());
  return { first: periods[0] ?? '', options: periods.map((value) => ({ value, label: say.months(value) })) };
}

/** Puts the chosen taxes into one deposit. */
export function MakeDeposit({ chosen, onDone }: ChosenProps<TaxDeposit>) {
  const say = useWords(words);
  const { first, options } = usePeriods();
  return (
    <ActDialog
      label={say.make}
      tone="primary"
      title={say.makeTitle}
      text={say.makeText(chosen.length, money(sumOf(chosen)))}
      initial={{ period: first }}
      validate={() => (chosen.length === 0 ? [{ path: 'period', message: say.nothingChosen }] : [])}
      body={({ period }) => ({ period, withholdingIds: chosen.map(({ id }) => id) })}
      act={draftDeposit}
      onDone={onDone}
    >
      {(form) => (
        <SelectField {...form.bind('period')} label={say.period} options={options} empty={false} width="short" />
      )}
    </ActDialog>
  );
}

/** The return of the period was filed. */
export function ReportDialog({ chosen, onDone }: ChosenProps<unknown>) {
  const say = useWords(words);
  const { first, options } = usePeriods();
  return (
    <ActDialog
      label={say.report}
      tone="primary"
      title={say.reportTitle}
      text={say.reportText(chosen.length)}
      initial={{ period: first }}
      validate={() => (chosen.length === 0 ? [{ path: 'period', message: say.nothingChosen }] : [])}
      body={({ period }) => ({ period, withholdingIds: chosen.map(({ id }) => id) })}
      act={reportTaxes}
      onDone={onDone}
    >
      {(form) => (
        <SelectField {...form.bind('period')} label={say.period} options={options} empty={false} width="short" />
      )}
    </ActDialog>
  );
}

/** The number of the slip that Coretax issued. */
export function SlipDialog({ item, onDone }: { item: Withholding; onDone: () => void }) {
  const say = useWords(words);
  return (
    <ActDialog
      label={say.slip}
      title={say.slipTitle(item.orderNumber)}
      initial={{ number: '', date: today() }}
      validate={({ number, date }) => [
        ...(number.trim().length < FIVE ? [{ path: 'number', message: say.fillSlipNumber }] : []),
        ...(date === '' ? [{ path: 'date', message: say.fillDate }] : []),
      ]}
      body={({ number, date }) => ({ number: number.trim(), date })}
      fieldOf={{ paper_before: 'date' }}
      act={recordSlip(item.id)}
      onDone={onDone}
    >
      {(form) => (
        <>
          <TextField {...form.bind('number')} label={say.slipNumber} width="medium" />
          <DateField {...form.bind('date')} label={say.date} />
        </>
      )}
    </ActDialog>
  );
}

/** PPh that a card could not withhold: closed by the proof of its deposit. */
export function CloseDialog({ item, onDone }: { item: Withholding; onDone: () => void }) {
  const say = useWords(words);
  return (
    <ActDialog
      label={say.close}
      title={say.closeTitle(item.orderNumber)}
      text={say.outsideText}
      initial={{ ntpn: '', date: today(), note: '' }}
      validate={({ ntpn, date, note }) => [
        ...(NTPN.test(ntpn.trim()) ? [] : [{ path: 'ntpn', message: say.fillNtpn }]),
        ...(date === '' ? [{ path: 'date', message: say.fillDate }] : []),
        ...(note.trim().length < FIVE ? [{ path: 'note', message: say.fillNote }] : []),
      ]}
      body={({ ntpn, date, note }) => ({ ntpn: ntpn.trim(), date, note: note.trim() })}
      act={closeOutsideCard(item.id)}
      onDone={onDone}
    >
      {(form) => (
        <>
          <TextField {...form.bind('ntpn')} label={say.ntpn} hint={say.ntpnHint} width="medium" />
          <DateField {...form.bind('date')} label={say.date} />
          <TextField {...form.bind('note')} label={say.note} />
        </>
      )}
    </ActDialog>
  );
}
