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
import { useForm } from '../../shared/ui/form.ts';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Appointment, actOn, appointmentQuery, useRenewPeople } from '../people-data.ts';
import { DecreeFields, decreeOf, noDecree, useDecreeFaults, useToday } from './decree-fields.tsx';
import { needsNip, STAFF_ROLES } from './roles.ts';
import { words } from './words.ts';

/** Rotation (P7): a successor by a new decree; says what passes to them. */
export default function Replace() {
  const say = useWords(words);
  const roleName = useWords(shellWords).role;
  const query = useQuery(appointmentQuery(useParam('id')));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Loaded query={query}>
      {({ appointment }) => (
        <Page title={say.replaceTitle(appointment.name)} lead={say.replaceLead(roleName(appointment.role))} narrow>
          <Notice title={say.whatMoves}>
            <ul className="grid list-disc gap-1 pl-5">
              <li>{say.tasks(appointment.role)}</li>
              <li>{say.lastDay(appointment.name)}</li>
              <li>{say.signaturesStay(appointment.name)}</li>
            </ul>
          </Notice>
          <ReplaceForm of={appointment} />
        </Page>
      )}
    </Loaded>
  );
}

function ReplaceForm({ of }: { of: Appointment }) {
  const say = useWords(words);
  const roleName = useWords(shellWords).role;
  const navigate = useNavigate();
  const renew = useRenewPeople();
  const today = useToday();
  const faults = usePersonFaults(needsNip(of.role));
  const decreeFaults = useDecreeFaults();
  const act = actOn(of.id, 'replace');
  const { ask, outcome, dialog } = useConfirmed({
    act,
    confirm: say.replaceSubmit,
    sentence: say.replaceSentence(of.name, roleName(of.role)),
    onDone: ({ id }) => {
      renew();
      void navigate({ to: `/pejabat/${id}`, search: { selesai: 'ganti' } as never });
    },
  });
  const form = useForm({
    initial: { ...noPerson, ...noDecree(today) },
    validate: (values) => [...faults(values), ...decreeFaults(values)],
    onSubmit: (values) => ask({ person: personOf(values), decree: decreeOf(values), from: values.from }),
    serverErrors: placedErrors(outcome, personFieldOf),
  });
  const staff = STAFF_ROLES.includes(of.role);
  return (
    <>
      <FormFrame form={form} outcome={outcome} submit={say.replaceSubmit} onBack={() => history.back()}>
        <Part title={say.partPerson}>
          <PersonFields bind={form.bind} needsNip={staff ? null : needsNip(of.role)} />
        </Part>
        <Part title={say.partDecree}>
          <DecreeFields
            bind={form.bind}
            labels={{ from: say.firstDay, ...(staff ? { number: say.decreeNumberStaff } : {}) }}
          />
        </Part>
      </FormFrame>
      {dialog}
    </>
  );
}
