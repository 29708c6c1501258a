import { useQuery } from '@tanstack/react-query';
import { type Budget, budgetQuery } from '../../budget/budget-data.ts';
import { openAct } from '../../orders/acts/act.tsx';
import { ActPanel } from '../../orders/acts/act-panel.tsx';
import { SplitWarnings } from '../../orders/order/checks.tsx';
import { TaxReceipt } from '../../orders/order/tax.tsx';
import { type OpenAction, type Order, useOrderCommand } from '../../orders/order-data.ts';
import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Columns } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useSaveBudgetLine, useSuggestedAkun } from '../buying-data.ts';
import { words } from '../words.ts';
import { BudgetChoice, shortOf } from './budget-choice.tsx';
import type { CheckoutDone } from './checkout-done.ts';
import { JudgedFindings } from './findings.tsx';
import { lineToBegin } from './line-choice.ts';
import { RailChoice, railsOf } from './rail-choice.tsx';

interface CheckoutPanelProps {
  order: Order;
  open: OpenAction;
  /** Details are being changed and not saved: what is sent would not be what is seen. */
  unsaved: boolean;
  onDone: (done: CheckoutDone) => void;
}

const BLOCK_HEIGHT_PX = 240;

/** Waits for what the choices are made of. */
export function CheckoutPanel(props: CheckoutPanelProps) {
  const budget = useQuery(budgetQuery);
  const suggested = useSuggestedAkun(props.order);
  return (
    <Loaded query={budget} skeleton={<Skeleton rows={2} height={BLOCK_HEIGHT_PX} />}>
      {({ lines }) =>
        suggested === undefined ? (
          <Skeleton rows={2} height={BLOCK_HEIGHT_PX} />
        ) : (
          <Choices {...props} lines={lines} suggested={suggested} />
        )
      }
    </Loaded>
  );
}

interface ChoicesProps extends CheckoutPanelProps {
  lines: Budget['lines'];
  suggested: readonly string[];
}

const LONGEST_NOTE = 1_000;

/** Budget line, rail and PPK with sensible choices made beforehand; the normal path is one press. */
function Choices({ order, open, unsaved, onDone, lines, suggested }: ChoicesProps) {
  const { act, checkout: say } = useWords(words);
  const saveLine = useSaveBudgetLine(order);
  const rails = railsOf(order);
  const command = useOrderCommand(order.id, 'checkout', () => onDone('checkout'));
  const onlyPpk = order.ppkChoices.length === 1 ? order.ppkChoices[0]?.assignmentId : undefined;
  const form = useForm({
    initial: {
      budgetLineId: lineToBegin(order.budget?.lineId, suggested, lines),
      rail: rails[0] ?? ('' as const),
      ppkAssignmentId: onlyPpk ?? '',
      note: '',
    },
    validate: (values) => [
      ...lineErrors(values.budgetLineId),
      ...(values.rail === '' ? [{ path: 'rail', message: say.fillRail }] : []),
      ...(values.ppkAssignmentId === '' ? [{ path: 'ppkAssignmentId', message: say.fillPpk }] : []),
    ],
    onSubmit: ({ budgetLineId, rail, ppkAssignmentId, note }) => {
      if (rail === '') return;
      void command.send(async () => {
        await saveLine(budgetLineId);
        return { ppkAssignmentId, rail, note: note.trim() };
      });
    },
    serverErrors: command.fieldErrors,
  });
  const chosen = lines.find((line) => line.id === form.values.budgetLineId);
  const saved = chosen !== undefined && chosen.id === order.budget?.lineId;
  const judgedAkun = order.budget?.akun ?? (new Set(suggested).size === 1 ? suggested[0] : undefined);

  function lineErrors(lineId: string) {
    const line = lines.find((one) => one.id === lineId);
    if (line === undefined) return [{ path: 'budgetLineId', message: say.fillLine }];
    const short = shortOf(line, order);
    return short === undefined ? [] : [{ path: 'budgetLineId', message: say.short(line.akun, ...short) }];
  }

  return (
    <ActPanel
      title={say.ask}
      lead={say.lead}
      main
      // What stands in the way may be the very line that is sent along now; the server looks again.
      open={unsaved ? { ...open, blockedBy: say.unsaved } : saved ? open : { ...open, blockedBy: null }}
      label={act.checkout}
      form={form}
      command={command}
      others={[
        openAct(order, 'negotiate') === undefined
          ? undefined
          : { button: <ToNego key="nego" order={order} />, dialog: null },
      ]}
    >
      <BudgetChoice form={form} lines={lines} suggested={suggested} order={order} />
      {rails.length === 0 ? (
        <Notice tone="warning">{say.noRail}</Notice>
      ) : (
        <>
          <RailChoice form={form} rails={rails} order={order} />
          <Columns of={rails.length > 1 ? 'two' : 'aside'}>
            <TaxReceipt order={order} />
          </Columns>
        </>
      )}
      <section aria-label={say.checks} className="grid gap-3">
        <h3 className="text-body">{say.checks}</h3>
        <JudgedFindings
          order={order}
          rail={form.values.rail}
          sameAkun={chosen === undefined || judgedAkun === undefined || chosen.akun === judgedAkun}
        />
        <SplitWarnings splits={order.splits} />
      </section>
      <Ppk order={order} form={form} />
      <TextareaField
        {...form.bind('note')}
        label={say.note}
        hint={say.noteHint}
        optional
        rows={2}
        maxLength={LONGEST_NOTE}
      />
    </ActPanel>
  );
}

function ToNego({ order }: { order: Order }) {
  const { act } = useWords(words);
  return (
    <LinkButton to={`/pesanan/${order.id}/nego`} tone="quiet">
      {act.negotiate}
    </LinkButton>
  );
}

interface PpkProps {
  order: Order;
  form: {
    bind: (name: 'ppkAssignmentId') => {
      name: string;
      value: string;
      onChange: (value: string) => void;
      error: string | undefined;
    };
  };
}

/** A choice only where there is one. */
function Ppk({ order, form }: PpkProps) {
  const { checkout: say } = useWords(words);
  const [only, ...others] = order.ppkChoices;
  if (only === undefined) return <Notice tone="warning">{say.noPpk}</Notice>;
  if (others.length === 0) return <Facts items={[{ label: say.ppk, value: only.name }]} />;
  return (
    <RadioField
      {...form.bind('ppkAssignmentId')}
      label={say.ppk}
      hint={say.ppkHint}
      options={order.ppkChoices.map(({ assignmentId, name }) => ({ value: assignmentId, label: name }))}
    />
  );
}
