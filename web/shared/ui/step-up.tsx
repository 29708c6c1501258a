import { useQuery } from '@tanstack/react-query';
import type { Command } from '../api/command.ts';
import { DemoCode } from '../demo/demo-code.tsx';
import type { Confirms, Proof } from '../factor/factor.ts';
import { FactorForm } from '../factor/factor-form.tsx';
import { actFactors, beginStepUp, mailStepUp, securityQuery } from '../factor/step-up-calls.ts';
import { useWords } from '../words/define.ts';
import { useAmountInWords } from './amount-in-words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { type Fact, Facts } from './facts.tsx';
import { Money } from './money.tsx';
import { Skeleton } from './skeleton.tsx';
import { words } from './words.ts';

interface StepUpProps {
  open: boolean;
  onClose: () => void;
  /** The act in one sentence: "Anda menyetujui pembayaran SPBy 012/2026." */
  sentence: string;
  /** Verb and object of the act: "Setujui bayar". Also the title, as a question, unless `title` asks. */
  confirm: string;
  title?: string;
  /** Of an act that takes something away. */
  tone?: 'danger' | undefined;
  /** What an act on money is about. */
  paper?: PaperFacts | undefined;
  /** What any other act is about, row by row as the server says it. */
  facts?: readonly Fact[] | undefined;
  /** What the proof is for: it serves nothing else. */
  confirms: Confirms;
  /** Gets a code of six digits, or what a passkey signed. */
  onConfirm: (proof: Proof) => void;
  /** How the act fares once it is sent. */
  outcome: Pick<Command<never, unknown>, 'state' | 'busy' | 'message' | 'problem'>;
}

interface PaperFacts {
  readonly documentNumber: string;
  readonly payee: string;
  /** Whole rupiah, as digits. */
  readonly amount: string;
}

/** The binding act: repeats number, payee and amount, then takes a fresh code or passkey bound to them. */
export function StepUp(props: StepUpProps) {
  return (
    <Dialog open={props.open} title={props.title ?? `${props.confirm}?`} onClose={props.onClose}>
      <StepUpForm {...props} />
    </Dialog>
  );
}

/** Lives only while the dialog is open, so that a code is never left over for the next act. */
export function StepUpForm(props: Omit<StepUpProps, 'open' | 'title'>) {
  const { onClose, sentence, paper, facts, confirms, confirm, tone, onConfirm, outcome } = props;
  const say = useWords(words);
  const security = useQuery(securityQuery());

  return (
    <div className="grid gap-4">
      <p>{sentence}</p>
      {paper !== undefined && <Paper {...paper} />}
      {facts !== undefined && (
        <div className="rounded-m bg-sunken p-4">
          <Facts items={facts} />
        </div>
      )}
      {security.isPending ? (
        <Skeleton rows={2} />
      ) : (
        <FactorForm
          // Where nothing is known of the person's factors, the app's code is the usual one; the server decides.
          factors={security.data === undefined ? ['totp', 'passkey'] : actFactors(security.data, confirms)}
          direct
          name="step-up-code"
          confirm={confirm}
          tone={tone}
          outcome={outcome}
          onCode={(code) => onConfirm({ code })}
          begin={() => beginStepUp(confirms)}
          onPasskey={onConfirm}
          onMail={() => mailStepUp(confirms)}
          underCode={<DemoCode />}
          beside={
            <Button tone="quiet" onPress={onClose}>
              {say.back}
            </Button>
          }
        />
      )}
    </div>
  );
}

function Paper({ documentNumber, payee, amount }: PaperFacts) {
  const say = useWords(words);
  const amountInWords = useAmountInWords();
  const rupiah = BigInt(amount);
  return (
    <div className="rounded-m bg-sunken p-4">
      <p className="text-figure font-bold">
        <Money amount={rupiah} />
      </p>
      <p className="mb-3 text-small text-muted">{amountInWords(rupiah)}</p>
      <Facts
        items={[
          { label: say.payee, value: payee },
          { label: say.documentNumber, value: documentNumber },
        ]}
      />
    </div>
  );
}
