import type { FormEvent, ReactNode } from 'react';
import type { FieldError, Problem } from '../api/problem.ts';
import { OutcomeNotice } from '../factor/outcome.tsx';
import { Button, type ButtonTone } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

interface FormFrameProps {
  form: {
    readonly errors: readonly FieldError[];
    readonly attempt: number;
    readonly onSubmit: (event: FormEvent) => void;
  };
  outcome: Parameters<typeof OutcomeNotice>[0]['of'] & { readonly busy: boolean };
  /** Verb and object of the main button. */
  submit: string;
  tone?: ButtonTone;
  /** Shows "Kembali" beside the main button. */
  onBack: () => void;
  children: ReactNode;
}

/** A form with its faults on top, the outcome of sending it, and its buttons. */
export function FormFrame({ form, outcome, submit, tone = 'primary', onBack, children }: FormFrameProps) {
  const say = useWords(words);
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
      {children}
      {form.errors.length === 0 && <OutcomeNotice of={outcome} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone={tone} busy={outcome.busy}>
          {submit}
        </Button>
        <Button tone="quiet" onPress={onBack}>
          {say.back}
        </Button>
      </div>
    </form>
  );
}

/** Faults of the server by field. `fieldOf`: where a refusal of the whole request belongs, by its code. */
export function placedErrors(
  {
    fieldErrors,
    problem,
    message,
  }: { fieldErrors: readonly FieldError[]; problem: Problem | undefined; message: string | undefined },
  fieldOf: Readonly<Record<string, string>>,
): readonly FieldError[] {
  if (fieldErrors.length > 0) return fieldErrors;
  const path = problem?.code === undefined ? undefined : fieldOf[problem.code];
  return path === undefined || message === undefined ? [] : [{ path, message }];
}
