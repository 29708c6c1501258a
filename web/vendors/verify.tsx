import { useCommand } from '../shared/api/command.ts';
import { OutcomeNotice } from '../shared/factor/outcome.tsx';
import { ReasonDialog } from '../shared/register/act-dialog.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Checkbox, RadioField } from '../shared/ui/choice-fields.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { useForm } from '../shared/ui/form.ts';
import { TextareaField } from '../shared/ui/textarea-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { actOnVendor, useRenewVendors, type Vendor } from './vendor-data.ts';
import { words } from './words.ts';

const CHECKS = ['identity', 'business', 'account'] as const;

/** Row R11: whoever brought the vendor in, or its KPPN, looks at three things; a letter that was recorded is judged too. */
export function VerifyPanel({ of, onDone }: { of: Vendor; onDone: (text: string) => void }) {
  const say = useWords(words);
  const renew = useRenewVendors();
  const done = (text: string) => {
    renew();
    onDone(text);
  };
  const command = useCommand(actOnVendor(of.id, 'verify'), () => done(say.verified(of.name)));
  const hasLetter = of.suketWaiting !== null;
  const form = useForm({
    initial: { identity: false, business: false, account: false, suket: '' as 'VALID' | 'INVALID' | '', note: '' },
    validate: (values) => [
      ...CHECKS.filter((check) => !values[check]).map((path) => ({ path, message: say.fillCheck(say.checks[path]) })),
      ...(hasLetter && values.suket === '' ? [{ path: 'suket', message: say.fillSuket }] : []),
    ],
    onSubmit: ({ suket, note }) =>
      void command.send({
        checks: { identity: true, business: true, account: true },
        suket: hasLetter && suket !== '' ? suket : null,
        note: note.trim(),
      }),
    serverErrors: command.fieldErrors,
  });
  return (
    <Card title={say.checkTitle}>
      <form onSubmit={form.onSubmit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <p>{say.checkLead}</p>
        {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
        <div className="grid">
          {CHECKS.map((check) => {
            const { value, ...bound } = form.bind(check);
            return <Checkbox key={check} {...bound} checked={value} label={say.checks[check]} />;
          })}
        </div>
        {hasLetter && (
          <RadioField
            {...form.bind('suket')}
            label={say.suket}
            options={[
              { value: 'VALID', label: say.suketValid, hint: say.suketValidHint },
              { value: 'INVALID', label: say.suketInvalid, hint: say.suketInvalidHint },
            ]}
          />
        )}
        <TextareaField {...form.bind('note')} label={say.note} optional rows={2} />
        {form.errors.length === 0 && <OutcomeNotice of={command} />}
        <div>
          <Button type="submit" busy={command.busy}>
            {say.verify}
          </Button>
        </div>
      </form>
      <div>
        <ReasonDialog
          label={say.reject}
          tone="danger"
          title={say.rejectTitle(of.name)}
          text={say.rejectText}
          act={actOnVendor(of.id, 'reject')}
          onDone={() => done(say.rejected)}
        />
      </div>
    </Card>
  );
}
