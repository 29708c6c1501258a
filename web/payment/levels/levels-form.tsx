import { ActMessage } from '../../orders/acts/act.tsx';
import { answer, api, withKey } from '../../shared/api/client.ts';
import { useConfirmed } from '../../shared/register/confirmed.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { DateField } from '../../shared/ui/date-field.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { MoneyField } from '../../shared/ui/money-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import type { Cms } from './cms-data.ts';

const CHOICES = {
  two: ['MAKER', 'APPROVER'],
  threeCheck: ['MAKER', 'CHECKER', 'APPROVER'],
  threeRelease: ['MAKER', 'APPROVER', 'RELEASER'],
  four: ['MAKER', 'CHECKER', 'APPROVER', 'RELEASER'],
} as const satisfies Record<string, readonly Cms['levels'][number][]>;
type Choice = keyof typeof CHOICES;
const NAMES = Object.keys(CHOICES) as Choice[];
const LIMITED = ['CHECKER', 'APPROVER', 'RELEASER'] as const;

interface LevelsFormProps {
  cms: Cms;
  onClose: () => void;
  onDone: (cms: Cms) => void;
}

/** By decree, and confirmed with a code. */
export function LevelsForm({ cms, onClose, onDone }: LevelsFormProps) {
  const all = useWords(words);
  const say = all.cms.levels;
  const now = NAMES.find((name) => CHOICES[name].join() === cms.levels.join()) ?? 'two';
  const saving = useConfirmed({
    act: (body: Wanted, key) => answer(api.POST('/api/v1/cms', { body, ...withKey(key) })),
    confirm: say.save,
    sentence: say.sentence,
    onDone: (done) => done.cms !== null && onDone(done.cms),
  });
  const form = useForm({
    initial: {
      choice: now as Choice,
      releaser: cms.releaser,
      CHECKER: cms.limits.CHECKER ?? '',
      APPROVER: cms.limits.APPROVER ?? '',
      RELEASER: cms.limits.RELEASER ?? '',
      number: '',
      date: '',
      basis: cms.set?.basis ?? '',
    },
    validate: ({ number, date, basis }) => [
      ...(number.trim() === '' ? [{ path: 'number', message: say.fill.decree }] : []),
      ...(date === '' ? [{ path: 'date', message: say.fill.date }] : []),
      ...(basis.trim() === '' ? [{ path: 'basis', message: say.fill.basis }] : []),
    ],
    onSubmit: (values) => {
      const levels = CHOICES[values.choice];
      const limitOf = (level: (typeof LIMITED)[number]) =>
        (levels as readonly string[]).includes(level) && values[level] !== '' ? values[level] : null;
      saving.ask({
        levels: [...levels],
        releaser: values.releaser,
        limits: { CHECKER: limitOf('CHECKER'), APPROVER: limitOf('APPROVER'), RELEASER: limitOf('RELEASER') },
        decree: { number: values.number.trim(), date: values.date },
        basis: values.basis.trim(),
      });
    },
    serverErrors: saving.outcome.fieldErrors,
  });
  const levels: readonly string[] = CHOICES[form.values.choice];
  return (
    <Card title={say.change}>
      <form onSubmit={form.onSubmit} noValidate className="grid gap-4">
        {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
        <RadioField
          {...form.bind('choice')}
          label={say.which}
          options={NAMES.map((value) => ({ value, label: say[value] }))}
        />
        {levels.includes('RELEASER') && (
          <RadioField
            {...form.bind('releaser')}
            label={say.releaser}
            options={(['PPSPM', 'KPA', 'BENDAHARA'] as const).map((value) => ({ value, label: say.releasers[value] }))}
          />
        )}
        {LIMITED.filter((level) => levels.includes(level)).map((level) => (
          <MoneyField
            key={level}
            {...form.bind(level)}
            label={say.limit[level]}
            hint={levels.includes('RELEASER') && level !== 'RELEASER' ? say.limitHint : say.lastHint}
            optional
          />
        ))}
        <TextField {...form.bind('number')} label={say.decreeNumber} maxLength={80} />
        <DateField {...form.bind('date')} label={say.decreeDate} />
        <TextField {...form.bind('basis')} label={say.basis} hint={say.basisHint} maxLength={300} />
        {form.errors.length === 0 && <ActMessage of={saving.outcome} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={saving.outcome.busy}>
            {say.save}
          </Button>
          <Button tone="quiet" onPress={onClose}>
            {all.back}
          </Button>
        </div>
      </form>
      {saving.dialog}
    </Card>
  );
}

interface Wanted {
  levels: Cms['levels'];
  releaser: Cms['releaser'];
  limits: Cms['limits'];
  decree: { number: string; date: string };
  basis: string;
}
