import { useQuery } from '@tanstack/react-query';
import { money } from '../../src/kernel/money.ts';
import { localDate } from '../../src/kernel/time.ts';
import { ActDialog, ReasonField, useReasonFaults } from '../shared/register/act-dialog.tsx';
import { Checkbox } from '../shared/ui/choice-fields.tsx';
import { DateField } from '../shared/ui/date-field.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { PhotoField } from '../shared/ui/photo-field.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { type Bill, type BillLine, billAct, budgetQuery, documentLine, useRenewCards } from './card-data.ts';
import { words } from './words.ts';

interface LineProps {
  bill: Bill;
  line: BillLine;
}

/** What the reader may do with one line. */
export function LineActs({ bill, line }: LineProps) {
  const may = (act: string) => line.actions.includes(act);
  if (line.actions.length === 0) return null;
  const props = { bill, line };
  return (
    <Cluster>
      {may('verify') && <Verify {...props} />}
      {may('document') && line.payment === null && <Document {...props} />}
      {may('link') && line.payment === null && <Link {...props} />}
      {may('dispute') && <Because {...props} act="dispute" />}
      {may('personal') && line.direction === 'DEBIT' && <Because {...props} act="personal" />}
      {may('reconsider') && <Plain {...props} act="reconsider" />}
      {may('repay') && <Repay {...props} />}
      {may('confirmRepaid') && <Plain {...props} act="confirmRepaid" />}
      {may('rejectRepaid') && <Because {...props} act="rejectRepaid" />}
    </Cluster>
  );
}

const SHORTEST = 5;
const MOST_PHOTOS = 6;

function Document({ bill, line }: LineProps) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  return (
    <ActDialog
      label={say.document}
      tone="primary"
      title={say.documentTitle(line.merchantName)}
      initial={{
        receiptNo: line.document?.receiptNo ?? '',
        real: false,
        purpose: line.document?.purpose ?? '',
        photos: [] as readonly File[],
      }}
      validate={({ receiptNo, purpose }) => [
        ...(receiptNo.trim() === '' ? [{ path: 'receiptNo', message: say.fillReceipt }] : []),
        ...(purpose.trim().length < SHORTEST ? [{ path: 'purpose', message: say.fillPurpose }] : []),
      ]}
      body={({ receiptNo, real, purpose, photos }) => ({
        photos,
        line: line.no,
        receiptNo: receiptNo.trim(),
        realExpenditure: real,
        purpose: purpose.trim(),
      })}
      act={documentLine(bill.id)}
      onDone={renew}
    >
      {(form) => (
        <>
          <TextField {...form.bind('receiptNo')} label={say.receiptNo} width="medium" />
          <Checkbox
            name="real"
            label={say.realExpenditure}
            checked={form.values.real}
            onChange={form.bind('real').onChange}
          />
          <TextField {...form.bind('purpose')} label={say.purpose} hint={say.purposeHint} />
          <PhotoField {...form.bind('photos')} label={say.photos} optional max={MOST_PHOTOS} />
        </>
      )}
    </ActDialog>
  );
}

/** A line that could be several payments, or none that was found: a person says which. */
function Link({ bill, line }: LineProps) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  const options = bill.unbilled
    .filter((one) => one.amount === line.amount && one.direction === line.direction && one.last4 === line.last4)
    .map((one) => ({
      value: one.instructionId,
      label: `${one.orderNumber} · ${one.vendorName} · ${money(BigInt(one.amount))}`,
    }));
  if (options.length === 0) return null;
  return (
    <ActDialog
      label={say.link}
      title={say.linkTitle}
      initial={{ instructionId: '' }}
      validate={({ instructionId }) =>
        instructionId === '' ? [{ path: 'instructionId', message: say.fillPayment }] : []
      }
      body={({ instructionId }) => ({ line: line.no, instructionId })}
      act={billAct(bill.id, 'link')}
      onDone={renew}
    >
      {(form) => <SelectField {...form.bind('instructionId')} label={say.payment} options={options} />}
    </ActDialog>
  );
}

/** The PPK charges the line to the State; for a purchase elsewhere the budget line is chosen here. */
function Verify({ bill, line }: LineProps) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  const outside = line.payment === null || line.budget === null;
  const budget = useQuery({ ...budgetQuery, enabled: outside });
  const options = (budget.data?.lines ?? []).map((one) => ({
    value: one.id,
    label: `${one.akun} ${one.name} · ${say.left(money(BigInt(one.available)))}`,
  }));
  return (
    <ActDialog
      label={say.verify}
      tone="primary"
      title={say.verifyTitle(line.merchantName)}
      text={say.verifyText}
      initial={{ budgetLineId: '' }}
      validate={({ budgetLineId }) =>
        outside && budgetLineId === '' ? [{ path: 'budgetLineId', message: say.fillBudget }] : []
      }
      body={({ budgetLineId }) => ({ line: line.no, budgetLineId: budgetLineId === '' ? null : budgetLineId })}
      fieldOf={{
        akun_not_for_card: 'budgetLineId',
        budget_insufficient: 'budgetLineId',
        budget_line_required: 'budgetLineId',
      }}
      act={billAct(bill.id, 'verify')}
      onDone={renew}
    >
      {(form) => outside && <SelectField {...form.bind('budgetLineId')} label={say.budget} options={options} />}
    </ActDialog>
  );
}

function Because({ bill, line, act }: LineProps & { act: 'dispute' | 'personal' | 'rejectRepaid' }) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  const faults = useReasonFaults();
  const titles = {
    dispute: { title: say.disputeTitle(line.merchantName), text: say.disputeText },
    personal: { title: say.personalTitle(line.merchantName), text: say.personalText },
    rejectRepaid: { title: say.rejectRepaidTitle },
  };
  return (
    <ActDialog
      label={say[act]}
      tone={act === 'dispute' ? 'quiet' : 'danger'}
      {...titles[act]}
      initial={{ reason: '' }}
      validate={faults}
      body={({ reason }) => ({ line: line.no, reason: reason.trim() })}
      act={billAct(bill.id, act)}
      onDone={renew}
    >
      {(form) => <ReasonField {...form.bind('reason')} />}
    </ActDialog>
  );
}

function Plain({ bill, line, act }: LineProps & { act: 'reconsider' | 'confirmRepaid' }) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  return (
    <ActDialog
      label={say[act]}
      tone={act === 'confirmRepaid' ? 'primary' : 'quiet'}
      title={act === 'reconsider' ? say.reconsiderTitle : say.confirmRepaidTitle}
      initial={{}}
      validate={() => []}
      body={() => ({ line: line.no })}
      act={billAct(bill.id, act)}
      onDone={renew}
    />
  );
}

function Repay({ bill, line }: LineProps) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  return (
    <ActDialog
      label={say.repay}
      tone="primary"
      title={say.repayTitle}
      initial={{ proofNo: '', paidOn: localDate(new Date(), 'WIB') }}
      validate={({ proofNo, paidOn }) => [
        ...(proofNo.trim().length < 3 ? [{ path: 'proofNo', message: say.fillProof }] : []),
        ...(paidOn === '' ? [{ path: 'paidOn', message: say.fillDate }] : []),
      ]}
      body={({ proofNo, paidOn }) => ({ line: line.no, proofNo: proofNo.trim(), paidOn })}
      act={billAct(bill.id, 'repay')}
      onDone={renew}
    >
      {(form) => (
        <>
          <TextField {...form.bind('proofNo')} label={say.proofNo} width="medium" />
          <DateField {...form.bind('paidOn')} label={say.paidOn} />
        </>
      )}
    </ActDialog>
  );
}
