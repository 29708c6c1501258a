import { useState } from 'react';
import { money } from '../../src/kernel/money.ts';
import { localDate } from '../../src/kernel/time.ts';
import { useCommand } from '../shared/api/command.ts';
import { stepUpOf } from '../shared/factor/factor.ts';
import { ActDialog } from '../shared/register/act-dialog.tsx';
import { Button } from '../shared/ui/button.tsx';
import { DateField } from '../shared/ui/date-field.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { type Bill, billAct, sendBillAct, useRenewCards } from './card-data.ts';
import { words } from './words.ts';

/** What the reader may do with the whole bill. */
export function BillActs({ bill }: { bill: Bill }) {
  const open = bill.actions.map(({ action }) => action);
  if (open.length === 0) return null;
  return (
    <Cluster>
      {open.includes('issueDpt') && <IssueDpt bill={bill} />}
      {open.includes('finish') && <Finish bill={bill} />}
      {(['recordSpp', 'recordSpm', 'recordSp2d'] as const).map(
        (act) => open.includes(act) && <RecordPaper key={act} bill={bill} act={act} />,
      )}
      {open.includes('pay') && <Pay bill={bill} />}
    </Cluster>
  );
}

/** The code is taken for exactly this bill and its total. */
function IssueDpt({ bill }: { bill: Bill }) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  const [asking, setAsking] = useState(false);
  const command = useCommand(
    (body: object, key: string) => sendBillAct(bill.id, 'issueDpt', body, key),
    () => {
      setAsking(false);
      renew();
    },
  );
  const stepUp = bill.actions.find(({ action }) => action === 'issueDpt')?.stepUp ?? null;
  if (stepUp === null) return null;
  return (
    <>
      <Button
        onPress={() => {
          command.reset();
          setAsking(true);
        }}
      >
        {say.issueDpt}
      </Button>
      <StepUp
        open={asking}
        onClose={() => setAsking(false)}
        sentence={say.dptSentence(bill.billNo)}
        paper={stepUp}
        confirms={{ digest: stepUp.digest }}
        confirm={say.issueDpt}
        onConfirm={(proof) => void command.send({ stepUp: stepUpOf(stepUp.digest, proof) })}
        outcome={command}
      />
    </>
  );
}

function Finish({ bill }: { bill: Bill }) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  return (
    <ActDialog
      label={say.finish}
      title={say.finishTitle}
      text={say.finishText}
      initial={{}}
      validate={() => []}
      body={() => ({})}
      act={billAct(bill.id, 'finish')}
      onDone={renew}
    />
  );
}

const SHORTEST = 3;

function RecordPaper({ bill, act }: { bill: Bill; act: 'recordSpp' | 'recordSpm' | 'recordSp2d' }) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  // A paper that stands is made anew only when the treasury sent it back.
  const next = { recordSpp: 'DPT', recordSpm: 'SPP', recordSp2d: 'SPM' }[act] === bill.state;
  return (
    <ActDialog
      label={say[act]}
      tone={next ? 'primary' : 'quiet'}
      title={say[act]}
      text={say.paperText}
      initial={{ number: '', date: localDate(new Date(), 'WIB'), signedBy: '' }}
      validate={({ number, date, signedBy }) => [
        ...(number.trim().length < SHORTEST ? [{ path: 'number', message: say.fillNumber }] : []),
        ...(date === '' ? [{ path: 'date', message: say.fillDate }] : []),
        ...(signedBy.trim().length < SHORTEST ? [{ path: 'signedBy', message: say.fillSigner }] : []),
      ]}
      body={({ number, date, signedBy }) => ({ number: number.trim(), date, signedBy: signedBy.trim() })}
      fieldOf={{ paper_date_wrong: 'date' }}
      act={billAct(bill.id, act)}
      onDone={renew}
    >
      {(form) => (
        <>
          <TextField {...form.bind('number')} label={say.number} width="medium" />
          <DateField {...form.bind('date')} label={say.date} />
          <TextField {...form.bind('signedBy')} label={say.signedBy} />
        </>
      )}
    </ActDialog>
  );
}

function Pay({ bill }: { bill: Bill }) {
  const say = useWords(words).acts;
  const renew = useRenewCards();
  return (
    <ActDialog
      label={say.pay}
      tone="primary"
      title={say.payTitle}
      text={say.payText(money(BigInt(bill.dpt?.total ?? '0')))}
      initial={{}}
      validate={() => []}
      body={() => ({})}
      act={billAct(bill.id, 'pay')}
      onDone={renew}
    />
  );
}
