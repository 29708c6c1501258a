import { type ReactNode, useRef, useState } from 'react';
import { type Command, useCommand } from '../api/command.ts';
import { type Proof, stepUpOf } from '../factor/factor.ts';
import { StepUp } from '../ui/step-up.tsx';
import { useSays } from './says.tsx';

/** What the server answers while a proof is missing: what is to be confirmed, and for what the proof will serve. */
interface Confirmation {
  readonly digest: string;
  readonly says: readonly { readonly what: string; readonly value: string }[];
}

type Given = { stepUp?: ReturnType<typeof stepUpOf> };

interface ConfirmedOptions<Input extends object, Answer extends { readonly confirm: Confirmation | null }> {
  /** The command; without `stepUp` it only asks. */
  act: (body: Input & Given, key: string) => Promise<Answer>;
  /** Verb and object of the act. */
  confirm: string;
  /** The act in one sentence. */
  sentence: string;
  onDone: (answer: Answer) => void;
}

interface Confirmed<Input, Answer> {
  /** Asks; the dialog opens when a proof is needed. */
  ask: (input: Input) => void;
  /** For the form: silent while the dialog is open, which shows the outcome itself. */
  outcome: Pick<Command<Input, Answer>, 'state' | 'busy' | 'message' | 'problem' | 'fieldErrors'>;
  /** True while the dialog is open. */
  confirming: boolean;
  /** Stands outside the form. */
  dialog: ReactNode;
}

const IDLE = { state: 'idle', busy: false, message: undefined, problem: undefined, fieldErrors: [] } as const;

/** An act in two steps: sent without a proof the server says what has to be confirmed; sent again with one, it is done. */
export function useConfirmed<Input extends object, Answer extends { readonly confirm: Confirmation | null }>(
  options: ConfirmedOptions<Input, Answer>,
): Confirmed<Input, Answer> {
  const { act, confirm, sentence, onDone } = options;
  const asked = useRef<Input>(undefined);
  const [open, setOpen] = useState<Confirmation>();
  const facts = useSays();
  const command = useCommand<Input & Given, Answer>(act, (answer) => {
    if (answer.confirm !== null) setOpen(answer.confirm);
    else {
      setOpen(undefined);
      onDone(answer);
    }
  });

  function send(proof: Proof) {
    if (asked.current === undefined || open === undefined) return;
    void command.send({ ...asked.current, stepUp: stepUpOf(open.digest, proof) });
  }

  return {
    ask: (input) => {
      asked.current = input;
      void command.send(input);
    },
    outcome: open === undefined ? command : IDLE,
    confirming: open !== undefined,
    dialog: open !== undefined && (
      <StepUp
        open
        onClose={() => {
          setOpen(undefined);
          command.reset();
        }}
        sentence={sentence}
        facts={facts(open.says)}
        confirm={confirm}
        confirms={{ digest: open.digest }}
        onConfirm={send}
        outcome={command}
      />
    ),
  };
}
