import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { FieldError } from '../../shared/api/problem.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { classes } from '../../shared/ui/classes.ts';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import type { OpenAction } from '../order-data.ts';
import { ActMessage, Blocked } from './act.tsx';
import type { DialogAct } from './dialog-act.tsx';

/** Nothing to fill in: the panel sends as it stands. */
interface Fields {
  readonly errors: readonly FieldError[];
  readonly attempt: number;
  readonly onSubmit: (event: FormEvent) => void;
}

interface ActPanelProps {
  title: string;
  lead?: string;
  main: boolean;
  /** The act of the main button. */
  open: OpenAction;
  /** Verb and object. */
  label: string;
  /** A `useForm`, or what to do when there is nothing to fill in. */
  form: Fields | (() => void);
  command: { state: string; busy: boolean; message: string | undefined; problem: { status: number } | undefined };
  /** Refusals and other acts beside the main one. */
  others?: readonly (DialogAct | undefined)[];
  /** Dialogs of the main act: they stand outside the form. */
  dialogs?: ReactNode;
  children?: ReactNode;
}

/** One decision: what is decided, what must be filled in, and its buttons. A refusal of the server stays on the panel. */
export function ActPanel(props: ActPanelProps) {
  const { title, lead, main, open, label, form, command, others = [], dialogs, children } = props;
  const [pressed, setPressed] = useState(0);
  const formId = useId();
  const fields = typeof form === 'function' ? undefined : form;

  function submit(event: FormEvent) {
    event.preventDefault();
    setPressed(pressed + 1);
    if (open.blockedBy !== null) return;
    if (typeof form === 'function') form();
    else form.onSubmit(event);
  }

  return (
    <Card title={title}>
      <form id={formId} onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {lead !== undefined && <p>{lead}</p>}
        {fields !== undefined && fields.errors.length > 0 && (
          <ErrorSummary errors={fields.errors} attempt={fields.attempt} />
        )}
        {children}
        {pressed > 0 && open.blockedBy !== null && <Blocked key={pressed} sentence={open.blockedBy} />}
        {(fields === undefined || fields.errors.length === 0) && <ActMessage of={command} />}
        <ActButtons fixed={main}>
          <Button type="submit" busy={command.busy}>
            {label}
          </Button>
          {others.map((other) => other?.button)}
        </ActButtons>
      </form>
      {dialogs}
      {others.map((other) => other?.dialog)}
    </Card>
  );
}

/** Buttons of a decision; `fixed`: on a phone they stay in reach above the bottom bar. */
export function ActButtons({ fixed, children }: { fixed: boolean; children: ReactNode }) {
  return (
    <div
      data-screen-only
      className={classes(
        'flex flex-wrap gap-2',
        fixed &&
          'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-(--bottom-bar) max-lg:z-20 max-lg:border-t max-lg:border-line max-lg:bg-card max-lg:px-4 max-lg:py-2 max-lg:*:flex-1',
      )}
    >
      {children}
    </div>
  );
}
