import { type ReactNode, useState } from 'react';
import type { FieldError } from '../api/problem.ts';
import { Button, type ButtonTone } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Form, useForm } from '../ui/form.ts';
import { TextareaField } from '../ui/textarea-field.tsx';
import { useWords } from '../words/define.ts';
import { useConfirmed } from './confirmed.tsx';
import { FormFrame, placedErrors } from './form-frame.tsx';
import { words } from './words.ts';

type Answer = { readonly confirm: Parameters<Parameters<typeof useConfirmed>[0]['onDone']>[0]['confirm'] };

export interface ActDialogProps<Values extends object, Body extends object, Done extends Answer> {
  /** Verb and object: of the button, and of the act in the dialog. */
  label: string;
  tone?: ButtonTone;
  /** Asks with the object: "Akhiri jabatan Budi?" */
  title: string;
  /** What it does. */
  text?: string;
  initial: Values;
  validate: (values: Values) => readonly FieldError[];
  body: (values: Values) => Body;
  /** Where refusals belong that name no field. */
  fieldOf?: Readonly<Record<string, string>>;
  act: (body: Body, key: string) => Promise<Done>;
  onDone: (done: Done) => void;
  children?: (form: Form<Values>) => ReactNode;
}

/** A button, and the dialog in which its act is completed, then confirmed by a proof where the server asks for one. */
export function ActDialog<Values extends object, Body extends object, Done extends Answer>(
  props: ActDialogProps<Values, Body, Done>,
) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone={props.tone ?? 'quiet'} onPress={() => setOpen(true)}>
        {props.label}
      </Button>
      {open && <OpenDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

const NOWHERE = {};

/** Lives only while it is open, so that each opening is another act. */
function OpenDialog<Values extends object, Body extends object, Done extends Answer>(
  props: ActDialogProps<Values, Body, Done> & { onClose: () => void },
) {
  const {
    label,
    tone,
    title,
    text,
    initial,
    validate,
    body,
    fieldOf = NOWHERE,
    act,
    onDone,
    onClose,
    children,
  } = props;
  const { ask, outcome, confirming, dialog } = useConfirmed<Body, Done>({
    act,
    confirm: label,
    sentence: text ?? title,
    onDone: (done) => {
      onClose();
      onDone(done);
    },
  });
  const form = useForm({
    initial,
    validate,
    onSubmit: (values) => ask(body(values)),
    serverErrors: placedErrors(outcome, fieldOf),
  });
  return (
    <>
      {/* It also closes when the dialog of the proof takes its place. */}
      <Dialog open={!confirming} title={title} onClose={() => confirming || onClose()}>
        {text !== undefined && <p>{text}</p>}
        <FormFrame
          form={form}
          outcome={outcome}
          submit={label}
          tone={tone === 'danger' ? 'danger' : 'primary'}
          onBack={onClose}
        >
          {children?.(form)}
        </FormFrame>
      </Dialog>
      {dialog}
    </>
  );
}

const SHORTEST_REASON = 5;
const LONGEST_REASON = 1_000;

type ReasonDialogProps<Done extends Answer> = Pick<
  ActDialogProps<{ reason: string }, { reason: string }, Done>,
  'label' | 'tone' | 'title' | 'text' | 'act' | 'onDone'
>;

/** An act that only needs to say why. */
export function ReasonDialog<Done extends Answer>(props: ReasonDialogProps<Done>) {
  const faults = useReasonFaults();
  return (
    <ActDialog {...props} initial={{ reason: '' }} validate={faults} body={({ reason }) => ({ reason: reason.trim() })}>
      {(form) => <ReasonField {...form.bind('reason')} />}
    </ActDialog>
  );
}

export function useReasonFaults(): (values: { reason: string }) => FieldError[] {
  const say = useWords(words);
  return ({ reason }) => (reason.trim().length < SHORTEST_REASON ? [{ path: 'reason', message: say.fillReason }] : []);
}

interface ReasonFieldProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

export function ReasonField(bound: ReasonFieldProps) {
  const say = useWords(words);
  return <TextareaField {...bound} label={say.reason} hint={say.reasonHint} rows={3} maxLength={LONGEST_REASON} />;
}
