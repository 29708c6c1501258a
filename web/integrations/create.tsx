import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../shared/api/me.ts';
import { useConfirmed } from '../shared/register/confirmed.tsx';
import { FormFrame, placedErrors } from '../shared/register/form-frame.tsx';
import { Part } from '../shared/register/part.tsx';
import { words as registerWords } from '../shared/register/words.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Checkbox, RadioField } from '../shared/ui/choice-fields.tsx';
import { FieldError } from '../shared/ui/field.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { TextareaField } from '../shared/ui/textarea-field.tsx';
import { useWords } from '../shared/words/define.ts';
import {
  createKey,
  integrationsQuery,
  type KeyAnswer,
  type NewIntegration,
  officesQuery,
  useRenewIntegrations,
} from './integration-data.ts';
import { Secret } from './secret.tsx';
import { words } from './words.ts';

/** A new integration and its first key. */
export default function Create() {
  const say = useWords(words);
  const navigate = useNavigate();
  const query = useQuery(integrationsQuery);
  const [made, setMade] = useState<KeyAnswer>();
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  if (made !== undefined) return <Secret of={made} onDone={() => void navigate({ to: '/integrasi' })} />;
  return (
    <Page title={say.createTitle} lead={say.createLead} narrow>
      <Loaded query={query}>{({ scopes }) => <CreateForm scopes={scopes} onMade={setMade} />}</Loaded>
    </Page>
  );
}

type Kind = 'SATKER' | 'VENDOR' | 'KPPN';
type Scopes = NewIntegration['scopes'];
const MOST_ADDRESSES = 20;
const SHORTEST_NAME = 3;
const SHORTEST_PURPOSE = 5;
const USUAL_DAYS = '180';

const linesOf = (typed: string) => typed.split(/[\s,;]+/).filter((line) => line !== '');
const fits = (addresses: number) => addresses > 0 && addresses <= MOST_ADDRESSES;
const officeOf = (kind: Kind, office: string): NonNullable<NewIntegration['office']> =>
  kind === 'KPPN' ? { kind, code: office } : { kind, id: office };

function CreateForm({ scopes, onMade }: { scopes: readonly string[]; onMade: (made: KeyAnswer) => void }) {
  const say = useWords(words);
  const renew = useRenewIntegrations();
  const names = useWords(registerWords);
  const forOthers = useMe()?.role === 'ADMIN_PKN';
  const { ask, outcome, dialog } = useConfirmed({
    act: createKey,
    confirm: say.create,
    sentence: say.createSentence,
    onDone: (made) => {
      renew();
      onMade(made);
    },
  });
  const form = useForm({
    initial: {
      name: '',
      purpose: '',
      kind: 'SATKER' as Kind,
      office: '',
      scopes: [] as string[],
      addresses: '',
      validDays: USUAL_DAYS,
    },
    validate: (values) => [
      ...(values.name.trim().length < SHORTEST_NAME ? [{ path: 'name', message: say.fillName }] : []),
      ...(values.purpose.trim().length < SHORTEST_PURPOSE ? [{ path: 'purpose', message: say.fillPurpose }] : []),
      ...(forOthers && values.office === '' ? [{ path: 'office', message: say.fillOffice }] : []),
      ...(values.scopes.length === 0 ? [{ path: 'scopes', message: say.fillRights }] : []),
      ...(fits(linesOf(values.addresses).length) ? [] : [{ path: 'addresses', message: say.fillAddresses }]),
    ],
    onSubmit: (values) =>
      ask({
        name: values.name.trim(),
        purpose: values.purpose.trim(),
        scopes: values.scopes as Scopes,
        addresses: linesOf(values.addresses),
        validDays: Number(values.validDays),
        ...(forOthers ? { office: officeOf(values.kind, values.office) } : {}),
      }),
    serverErrors: placedErrors(outcome, { service_address_invalid: 'addresses', service_scope_refused: 'scopes' }),
  });
  const chosen = form.values.scopes;
  const { error: scopesError } = form.bind('scopes');
  return (
    <>
      <FormFrame form={form} outcome={outcome} submit={say.create} onBack={() => history.back()}>
        <Part title={say.partApp}>
          <TextField {...form.bind('name')} label={say.name} hint={say.nameHint} />
          <TextField {...form.bind('purpose')} label={say.purposeLabel} />
          {forOthers && (
            <OfficeFields
              kind={form.values.kind}
              onKind={(kind) => {
                form.set('kind', kind);
                form.set('office', '');
              }}
              office={form.bind('office')}
            />
          )}
        </Part>
        <Part title={say.partRights}>
          <div id="scopes" tabIndex={-1} className="grid">
            <p className="font-semibold">{say.rights}</p>
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                name={`scope-${scope}`}
                label={names.scope(scope)}
                checked={chosen.includes(scope)}
                onChange={(on) => form.set('scopes', on ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
              />
            ))}
            {scopesError !== undefined && <FieldError name="scopes" error={scopesError} />}
          </div>
          <TextareaField {...form.bind('addresses')} label={say.addressesLabel} hint={say.addressesHint} rows={3} />
          <SelectField
            {...form.bind('validDays')}
            label={say.valid}
            hint={say.validHint}
            empty={false}
            options={Object.entries(say.validDays).map(([value, label]) => ({ value, label }))}
            width="short"
          />
        </Part>
      </FormFrame>
      {dialog}
    </>
  );
}

interface OfficeFieldsProps {
  kind: Kind;
  onKind: (kind: Kind) => void;
  office: { name: string; value: string; onChange: (value: string) => void; error: string | undefined };
}

/** Whose data the key reads; asked of the centre alone, since an admin makes keys of the own office. */
function OfficeFields({ kind, onKind, office }: OfficeFieldsProps) {
  const say = useWords(words);
  const offices = useQuery(officesQuery).data;
  return (
    <>
      <RadioField
        name="kind"
        label={say.whose}
        value={kind}
        onChange={onKind}
        options={(['SATKER', 'VENDOR', 'KPPN'] as const).map((value) => ({ value, label: say.kinds[value] }))}
      />
      <SelectField {...office} label={say.kinds[kind]} options={offices?.[kind] ?? []} />
    </>
  );
}
