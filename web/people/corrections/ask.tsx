import { useNavigate } from '@tanstack/react-router';
import { useCommand } from '../../shared/api/command.ts';
import { useMe } from '../../shared/api/me.ts';
import { ReasonField, useReasonFaults } from '../../shared/register/act-dialog.tsx';
import { FormFrame, placedErrors } from '../../shared/register/form-frame.tsx';
import { bare, isEmail, isMobile, isNik, isNip } from '../../shared/register/typed.ts';
import { words as registerWords } from '../../shared/register/words.ts';
import { useSearchText } from '../../shared/shell/url.ts';
import { Card } from '../../shared/ui/card.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Page } from '../../shared/ui/page.tsx';
import { SelectField } from '../../shared/ui/select-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { askCorrection, type Correctable, useRenewCorrections } from '../people-data.ts';
import { words } from './words.ts';

const FIELDS: readonly Correctable[] = ['nik', 'name', 'email', 'nip', 'phone'];
const SHORTEST_NAME = 2;

const SOUND: Readonly<Record<Correctable, (typed: string) => boolean>> = {
  nik: isNik,
  name: (typed) => typed.trim().length >= SHORTEST_NAME,
  email: isEmail,
  nip: isNip,
  phone: isMobile,
};
const isNumber = (field: Correctable) => field === 'nik' || field === 'nip' || field === 'phone';

/** A correction for oneself, or (`orang`, `nama`) for somebody whose register the reader keeps. */
export default function AskCorrection() {
  const say = useWords(words);
  const { orang, nama } = useSearchText();
  const me = useMe();
  const personId = orang ?? me?.person.id;
  return (
    <Page title={nama === undefined ? say.askTitle : say.askTitleFor(nama)} lead={say.askLead} narrow>
      {personId !== undefined && (
        <Card>
          <AskForm personId={personId} />
        </Card>
      )}
    </Page>
  );
}

function AskForm({ personId }: { personId: string }) {
  const say = useWords(words);
  const register = useWords(registerWords);
  const navigate = useNavigate();
  const renew = useRenewCorrections();
  const reasonFaults = useReasonFaults();
  const command = useCommand(askCorrection, () => {
    renew();
    void navigate({ to: '/perbaikan-data', search: { selesai: 'kirim' } as never });
  });
  const form = useForm({
    initial: { field: '' as Correctable | '', value: '', reason: '' },
    validate: (values) => {
      const { field, value } = values;
      if (field === '') return [{ path: 'field', message: say.fillField }, ...reasonFaults(values)];
      return [
        ...(SOUND[field](value) ? [] : [{ path: 'value', message: say.fillValues[field] }]),
        ...reasonFaults(values),
      ];
    },
    onSubmit: ({ field, value, reason }) => {
      if (field === '') return;
      const typed = isNumber(field) ? bare(value) : value.trim();
      void command.send({ personId, field, value: typed, reason: reason.trim() });
    },
    serverErrors: placedErrors(command, { nik_invalid: 'value', nip_invalid: 'value', nothing_changed: 'value' }),
  });
  const { field } = form.values;
  const { onChange, ...bound } = form.bind('field');
  return (
    <FormFrame form={form} outcome={command} submit={say.send} onBack={() => history.back()}>
      <SelectField
        {...bound}
        onChange={(chosen) => onChange(FIELDS.find((one) => one === chosen) ?? '')}
        label={say.field}
        options={FIELDS.map((value) => ({ value, label: register.field(value) }))}
        width="medium"
      />
      <TextField
        {...form.bind('value')}
        label={say.value}
        hint={field === '' ? undefined : say.valueHints[field]}
        inputMode={field !== '' && isNumber(field) ? 'numeric' : field === 'email' ? 'email' : 'text'}
      />
      <ReasonField {...form.bind('reason')} />
    </FormFrame>
  );
}
