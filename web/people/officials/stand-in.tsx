import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
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
import { useParam } from '../../shared/shell/url.ts';
import { words as shellWords } from '../../shared/shell/words.ts';
import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { DateField } from '../../shared/ui/date-field.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { SelectField } from '../../shared/ui/select-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Appointment, actOn, appointmentQuery, peopleQuery, useRenewPeople } from '../people-data.ts';
import { DecreeFields, decreeOf, noDecree, useDecreeFaults, useToday } from './decree-fields.tsx';
import { needsNip } from './roles.ts';
import { words } from './words.ts';

/** Plh while the holder is away, Plt while the office is vacant. */
export default function StandIn() {
  const say = useWords(words);
  const roleName = useWords(shellWords).role;
  const query = useQuery(appointmentQuery(useParam('id')));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Loaded query={query}>
      {({ appointment }) => (
        <Page
          title={
            appointment.state === 'ENDED'
              ? say.standInTitleVacant(roleName(appointment.role))
              : say.standInTitle(appointment.name)
          }
          lead={say.standInLead}
          narrow
        >
          <StandInForm of={appointment} />
        </Page>
      )}
    </Loaded>
  );
}

type As = 'PLH' | 'PLT';
type Who = 'here' | 'new';

function StandInForm({ of }: { of: Appointment }) {
  const say = useWords(words);
  const roleName = useWords(shellWords).role;
  const navigate = useNavigate();
  const renew = useRenewPeople();
  const today = useToday();
  const officials = useQuery(peopleQuery()).data?.items ?? [];
  const others = officials.filter(
    (one) =>
      ['ACTIVE', 'ENDING'].includes(one.state) &&
      one.kind === 'DEFINITIVE' &&
      one.personId !== of.personId &&
      one.role !== 'ADMIN_SATKER',
  );
  const faults = usePersonFaults(needsNip(of.role));
  const decreeFaults = useDecreeFaults();
  const act = actOn(of.id, 'standIn');
  const { ask, outcome, dialog } = useConfirmed({
    act,
    confirm: say.standInSubmit,
    sentence: say.standInSentence(roleName(of.role)),
    onDone: ({ id }) => {
      renew();
      void navigate({ to: `/pejabat/${id}`, search: { selesai: 'sementara' } as never });
    },
  });
  const form = useForm({
    initial: {
      ...noPerson,
      ...noDecree(today),
      as: (of.state === 'ACTIVE' ? 'PLH' : 'PLT') as As,
      who: (needsNip(of.role) ? 'new' : 'here') as Who,
      assignmentId: '',
      to: '',
    },
    validate: (values) => [
      ...(values.who === 'new' ? faults(values) : []),
      ...(values.who === 'here' && values.assignmentId === ''
        ? [{ path: 'assignmentId', message: say.fillOfficial }]
        : []),
      ...decreeFaults(values),
      ...(values.to === '' || values.to < values.from ? [{ path: 'to', message: say.fillStandInTo }] : []),
    ],
    onSubmit: (values) =>
      ask({
        as: values.as,
        decree: decreeOf(values),
        from: values.from,
        to: values.to,
        ...(values.who === 'here' ? { assignmentId: values.assignmentId } : { person: personOf(values) }),
      }),
    serverErrors: placedErrors(outcome, { ...personFieldOf, wrong_official: 'assignmentId' }),
  });
  return (
    <>
      <FormFrame form={form} outcome={outcome} submit={say.standInSubmit} onBack={() => history.back()}>
        <Part title={say.partPerson}>
          <RadioField
            {...form.bind('as')}
            label={say.as}
            options={[
              { value: 'PLH', label: say.plh, hint: say.plhHint },
              { value: 'PLT', label: say.plt, hint: say.pltHint },
            ]}
          />
          {!needsNip(of.role) && (
            <RadioField
              {...form.bind('who')}
              label={say.who}
              options={[
                { value: 'here', label: say.whoHere, hint: say.whoHereHint },
                { value: 'new', label: say.whoNew, hint: say.whoNewHint },
              ]}
            />
          )}
          {form.values.who === 'here' ? (
            <SelectField
              {...form.bind('assignmentId')}
              label={say.official}
              hint={say.standInSelf}
              options={others.map((one) => ({ value: one.id, label: `${one.name} (${roleName(one.role)})` }))}
            />
          ) : (
            <PersonFields bind={form.bind} needsNip={needsNip(of.role)} />
          )}
        </Part>
        <Part title={say.partDecree}>
          <DecreeFields bind={form.bind} labels={{ from: say.standInFrom }} />
          <DateField {...form.bind('to')} label={say.standInTo} min={form.values.from} />
        </Part>
      </FormFrame>
      {dialog}
    </>
  );
}
