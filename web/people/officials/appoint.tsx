import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../../shared/api/me.ts';
import { useConfirmed } from '../../shared/register/confirmed.tsx';
import { FormFrame, placedErrors } from '../../shared/register/form-frame.tsx';
import { Part } from '../../shared/register/part.tsx';
import {
  noPerson,
  PersonFields,
  personFieldOf,
  personOf,
  usePersonFaults,
} from '../../shared/register/person-fields.tsx';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useSearchText } from '../../shared/shell/url.ts';
import { words as shellWords } from '../../shared/shell/words.ts';
import { DateField } from '../../shared/ui/date-field.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { SelectField } from '../../shared/ui/select-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { appoint, kppnsQuery, peopleQuery, useRenewPeople } from '../people-data.ts';
import { DecreeFields, decreeOf, noDecree, useDecreeFaults, useToday } from './decree-fields.tsx';
import { needsNip, STAFF_ROLES } from './roles.ts';
import { words } from './words.ts';

/** Rows R2, R3, R5: an office is given by decree. `peran`: the office; `satker`: whose admin KPPN registers. */
export default function Appoint() {
  const say = useWords(words);
  const roleName = useWords(shellWords).role;
  const { peran, satker } = useSearchText();
  const query = useQuery(peopleQuery());
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Loaded query={query}>
      {({ mayAppoint }) => {
        const only = mayAppoint.length === 1 ? mayAppoint[0] : undefined;
        const role = mayAppoint.find((one) => one === peran) ?? only;
        const title = role === undefined ? say.appointTitle : say.appointAs(roleName(role));
        return (
          <Page title={title} lead={leadOf(say, mayAppoint)} narrow>
            <AppointForm roles={role === undefined ? mayAppoint : [role]} satkerId={satker} />
          </Page>
        );
      }}
    </Loaded>
  );
}

function leadOf(say: (typeof words)['id'], roles: readonly string[]): string {
  if (roles.includes('ADMIN_SATKER')) return say.appointLeadAdmin;
  return roles.some((role) => STAFF_ROLES.includes(role)) ? say.appointLeadStaff : say.appointLead;
}

type Role = Parameters<typeof appoint>[0]['role'];

function AppointForm({ roles, satkerId }: { roles: readonly string[]; satkerId: string | undefined }) {
  const say = useWords(words);
  const roleName = useWords(shellWords).role;
  const navigate = useNavigate();
  const renew = useRenewPeople();
  const today = useToday();
  const ofTreasury = useMe()?.role === 'ADMIN_PKN';
  const decreeFaults = useDecreeFaults();
  const strict = usePersonFaults(true);
  const loose = usePersonFaults(false);
  const { ask, outcome, dialog } = useConfirmed({
    act: appoint,
    confirm: say.register,
    sentence: say.appointSentence(roleName(roles.length === 1 ? (roles[0] ?? '') : '')),
    onDone: ({ id }) => {
      renew();
      void navigate({ to: `/pejabat/${id}`, search: { selesai: 'daftar' } as never });
    },
  });
  const form = useForm({
    initial: {
      ...noPerson,
      ...noDecree(today),
      role: roles.length === 1 ? (roles[0] ?? '') : '',
      officeCode: '',
      validTo: '',
    },
    validate: (values) => [
      ...(values.role === '' ? [{ path: 'role', message: say.fillRole }] : []),
      ...(ofTreasury && values.officeCode.trim().length < 2
        ? [{ path: 'officeCode', message: values.role === 'AUDITOR' ? say.fillInstitution : say.fillOffice }]
        : []),
      ...(needsNip(values.role) ? strict : loose)(values),
      ...decreeFaults(values),
      ...(values.validTo !== '' && values.validTo < values.from ? [{ path: 'validTo', message: say.fillTo }] : []),
    ],
    onSubmit: (values) =>
      ask({
        role: values.role as Role,
        person: personOf(values),
        decree: decreeOf(values),
        validFrom: values.from,
        validTo: values.validTo === '' ? null : values.validTo,
        ...(satkerId === undefined ? {} : { satkerId }),
        ...(ofTreasury ? { officeCode: values.officeCode.trim() } : {}),
      }),
    serverErrors: placedErrors(outcome, personFieldOf),
  });
  const { role } = form.values;
  const staff = STAFF_ROLES.includes(role);
  return (
    <>
      <FormFrame form={form} outcome={outcome} submit={say.register} onBack={() => history.back()}>
        {(roles.length > 1 || ofTreasury) && (
          <Part title={say.partOffice}>
            {roles.length > 1 && (
              <SelectField
                {...form.bind('role')}
                label={say.role}
                options={roles.map((value) => ({ value, label: roleName(value) }))}
              />
            )}
            {ofTreasury && <OfficeField role={role} bound={form.bind('officeCode')} />}
          </Part>
        )}
        <Part title={say.partPerson}>
          <PersonFields bind={form.bind} needsNip={staff ? null : needsNip(role)} />
        </Part>
        <Part title={say.partDecree}>
          <DecreeFields bind={form.bind} labels={staff ? { number: say.decreeNumberStaff } : {}} />
          <DateField
            {...form.bind('validTo')}
            label={say.validTo}
            hint={say.validToHint}
            optional
            min={form.values.from}
          />
        </Part>
      </FormFrame>
      {dialog}
    </>
  );
}

interface OfficeFieldProps {
  role: string;
  bound: { name: string; value: string; onChange: (value: string) => void; error: string | undefined };
}

/** Which treasury office, or which auditing institution. */
function OfficeField({ role, bound }: OfficeFieldProps) {
  const say = useWords(words);
  const kppns = useQuery(kppnsQuery).data?.items ?? [];
  if (role === 'AUDITOR')
    return <TextField {...bound} label={say.institution} hint={say.institutionHint} maxLength={20} width="medium" />;
  const options =
    role === 'ADMIN_KANWIL'
      ? [...new Map(kppns.map(({ kanwil }) => [kanwil.code, kanwil.name]))]
      : kppns.map(({ code, name }) => [code, name] as const);
  return (
    <SelectField
      {...bound}
      label={role === 'ADMIN_KANWIL' ? say.kanwil : say.kppn}
      options={options.map(([value, label]) => ({ value: value ?? '', label: label ?? '' }))}
    />
  );
}
