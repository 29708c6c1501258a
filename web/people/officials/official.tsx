import { useQuery } from '@tanstack/react-query';
import { dateLong } from '../../../src/kernel/time.ts';
import { useMe } from '../../shared/api/me.ts';
import { History } from '../../shared/register/history.tsx';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useParam, useSearchText } from '../../shared/shell/url.ts';
import { words as shellWords } from '../../shared/shell/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { type Fact, Facts } from '../../shared/ui/facts.tsx';
import { Cluster, Columns, Stack } from '../../shared/ui/layout.tsx';
import { LinkButton, TextLink } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { type Appointment, appointmentQuery } from '../people-data.ts';
import { OfficialActs } from './acts.tsx';
import { AppointmentStatus, useDays } from './state.tsx';
import { words } from './words.ts';

/** One appointment: who, by which decree, until when, what may be done, what happened. */
export default function Official() {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  const query = useQuery(appointmentQuery(useParam('id')));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Loaded query={query}>
      {({ appointment, history }) => (
        <Page
          title={appointment.name}
          lead={
            <Cluster>
              <span>{role(appointment.role)}</span>
              <AppointmentStatus of={appointment} />
            </Cluster>
          }
        >
          <DoneNotice of={appointment} />
          <Columns of="aside">
            <Stack>
              <Particulars of={appointment} />
              <OfficialActs of={appointment} />
            </Stack>
            <Stack>
              <History items={history} nameOf={say.event} />
              <ListLink />
            </Stack>
          </Columns>
        </Page>
      )}
    </Loaded>
  );
}

/** What the act that led here has done, and who is told. */
function DoneNotice({ of }: { of: Appointment }) {
  const say = useWords(words).done;
  const { selesai } = useSearchText();
  const said = selesai === 'daftar' || selesai === 'ganti' || selesai === 'sementara' ? say[selesai] : undefined;
  if (said === undefined) return null;
  return (
    <Notice tone="good" live>
      {said(of.name, of.email)}
    </Notice>
  );
}

function Particulars({ of }: { of: Appointment }) {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  const language = useLanguage();
  const days = useDays();
  const { number, date } = of.decree;
  const facts: (Fact | null)[] = [
    { label: say.facts.role, value: of.kind === 'TEMPORARY' ? `${role(of.role)} · ${say.temporary}` : role(of.role) },
    { label: say.facts.office, value: of.office.name },
    { label: say.facts.days, value: days(of) },
    number === ''
      ? null
      : { label: say.facts.decree, value: date === null ? number : say.decree(number, dateLong(date, language)) },
    of.nikMasked === null ? null : { label: say.facts.nik, value: of.nikMasked },
    of.nip === null ? null : { label: say.facts.nip, value: of.nip },
    of.email === '' ? null : { label: say.facts.email, value: of.email },
    of.phone === null ? null : { label: say.facts.phone, value: of.phone },
  ];
  return (
    <Card title={say.person}>
      <Facts items={facts.filter((one) => one !== null)} />
      {of.replacedBy !== null && of.replacedByName !== null && (
        <p>
          <TextLink to={`/pejabat/${of.replacedBy}`}>{say.followedBy(of.replacedByName)}</TextLink>
        </p>
      )}
      {of.actions.length > 0 && (
        <div>
          <LinkButton to="/perbaikan-data/baru" search={{ orang: of.personId, nama: of.name }} tone="plain">
            {say.dataWrong}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}

/** Where the reader came from: the list of their own register. */
const LISTS: Readonly<Record<string, string>> = {
  ADMIN_SATKER: '/satker/pengguna',
  KPA: '/satker/pengguna',
  VENDOR_ADMIN: '/toko/staf',
  ADMIN_KPPN: '/pantau/pendaftaran',
  ADMIN_KANWIL: '/pantau/pendaftaran',
  ADMIN_PKN: '/pantau/pejabat',
};

function ListLink() {
  const say = useWords(words);
  const to = LISTS[useMe()?.role ?? ''];
  return to === undefined ? null : <TextLink to={to}>{say.backToList}</TextLink>;
}
