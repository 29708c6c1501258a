import { type FormEvent, useState } from 'react';
import { DemoCode } from '../demo/demo-code.tsx';
import { useWords } from '../words/define.ts';
import { useAmountInWords } from './amount-in-words.ts';
import { Button } from './button.tsx';
import { CodeField } from './code-field.tsx';
import { Dialog } from './dialog.tsx';
import { Facts } from './facts.tsx';
import { Money } from './money.tsx';
import { Notice } from './notice.tsx';
import { words } from './words.ts';

interface StepUpProps {
  open: boolean;
  onClose: () => void;
  /** The act in one sentence: "Anda menyetujui pembayaran SPBy 012/2026." */
  sentence: string;
  /** Number of the paper that is signed. */
  documentNumber: string;
  payee: string;
  /** Whole rupiah. */
  amount: bigint;
  /** Verb and object of the act: "Setujui bayar". */
  confirm: string;
  /** Gets six digits. */
  onConfirm: (code: string) => void;
  busy?: boolean;
  /** From the command: the server's sentence, or "Belum ada jawaban …". */
  message?: string | undefined;
  /** The message is news, not a mistake (no answer yet). */
  waiting?: boolean;
}

const SIX_DIGITS = /^\d{6}$/;

/** The binding act: repeats number, payee and amount, then takes the one-time code bound to them. */
export function StepUp(props: StepUpProps) {
  return (
    <Dialog open={props.open} title={`${props.confirm}?`} onClose={props.onClose}>
      <StepUpForm {...props} />
    </Dialog>
  );
}

/** Lives only while the dialog is open, so that a code is never left over for the next act. */
function StepUpForm(props: StepUpProps) {
  const { onClose, sentence, documentNumber, payee, amount, confirm, onConfirm, busy, message, waiting } = props;
  const say = useWords(words);
  const amountInWords = useAmountInWords();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const complete = SIX_DIGITS.test(code);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (complete && busy !== true) onConfirm(code);
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p>{sentence}</p>
      <div className="rounded-m bg-sunken p-4">
        <p className="text-figure font-bold">
          <Money amount={amount} />
        </p>
        <p className="mb-3 text-small text-muted">{amountInWords(amount)}</p>
        <Facts
          items={[
            { label: say.payee, value: payee },
            { label: say.documentNumber, value: documentNumber },
          ]}
        />
      </div>
      <CodeField value={code} onChange={setCode} error={tried && !complete ? say.sixDigits : undefined} />
      <DemoCode />
      {message !== undefined && (
        <Notice live tone={waiting === true ? 'wait' : 'bad'}>
          {message}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy === true}>
          {confirm}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {say.back}
        </Button>
      </div>
    </form>
  );
}
