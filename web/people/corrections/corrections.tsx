import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../shared/api/me.ts';
import { ActDialog, ReasonDialog } from '../../shared/register/act-dialog.tsx';
import { words as registerWords } from '../../shared/register/words.ts';
import { useSearchText, useUrlState } from '../../shared/shell/url.ts';
import { words as shellWords } from '../../shared/shell/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Cluster, Stack } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import { Tabs } from '../../shared/ui/tabs.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import type { Tone } from '../../shared/ui/tone.ts';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Correction, correctionsQuery, decideCorrection, useRenewCorrections } from '../people-data.ts';
import { words } from './words.ts';

const DEFAULTS = { tampilan: 'mine' };
const VIEWS = ['mine', 'decide'] as const;
type View = (typeof VIEWS)[number];
/** Who keeps a register of others, and decides about it. */
const DECIDERS: readonly string[] = ['ADMIN_SATKER', 'ADMIN_KPPN', 'ADMIN_PKN'];

/** Requests to correct what is recorded of a person: one's own, and those that one decides. */
export default function Corrections() {
  const say = useWords(words);
  const me = useMe();
  const { selesai } = useSearchText();
  const [url, setUrl] = useUrlState(DEFAULTS);
  const decides = DECIDERS.includes(me?.role ?? '');
  const view: View = decides && url.tampilan === 'decide' ? 'decide' : 'mine';
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <LinkButton to="/perbaikan-data/baru" tone={view === 'mine' ? 'primary' : 'quiet'}>
          {say.ask}
        </LinkButton>
      }
    >
      {selesai === 'kirim' && (
        <Notice tone="good" live>
          {say.sent}
        </Notice>
      )}
      {decides ? (
        <Tabs
          label={say.viewsLabel}
          tabs={VIEWS.map((id) => ({ id, label: say.views[id] }))}
          value={view}
          onChange={(tampilan) => setUrl({ tampilan })}
        >
          <List view={view} />
        </Tabs>
      ) : (
        <List view={view} />
      )}
    </Page>
  );
}

function List({ view }: { view: View }) {
  const say = useWords(words);
  const query = useQuery(correctionsQuery(view));
  const empty =
    view === 'mine' ? (
      <Empty title={say.emptyMine}>{say.emptyMineText}</Empty>
    ) : (
      <Empty title={say.emptyDecide}>{say.emptyDecideText}</Empty>
    );
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          empty
        ) : (
          <Stack>
            {items.map((one) => (
              <One key={one.id} of={one} />
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}

const TONES: Readonly<Record<Correction['state'], Tone>> = {
  ASKED: 'info',
  APPROVED: 'good',
  REJECTED: 'bad',
  WITHDRAWN: 'plain',
};

function Status({ of }: { of: Correction }) {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  if (of.state !== 'ASKED') return <StatusTag tone={TONES[of.state]}>{say.states[of.state]}</StatusTag>;
  if (of.actions.includes('approve')) return <StatusTag tone="wait">{say.waitsForYou}</StatusTag>;
  return <StatusTag tone="info">{say.waitsFor(role(of.decidedByRole))}</StatusTag>;
}

function One({ of }: { of: Correction }) {
  const say = useWords(words);
  const register = useWords(registerWords);
  const role = useWords(shellWords).role;
  return (
    <Card title={say.titleOf(register.field(of.field))} aside={<Status of={of} />}>
      <p className="font-semibold">{say.subject(of.name, role(of.role))}</p>
      <Facts
        items={[
          { label: say.change, value: say.fromTo(of.before, of.after) },
          { label: say.why, value: of.reason },
          {
            label: say.asked,
            value: (
              <>
                <When at={of.askedAt} short /> {say.askedBy(of.askedBy)}
              </>
            ),
          },
          ...(of.state === 'ASKED' ? [{ label: say.due, value: <When at={of.dueAt} short /> }] : []),
          ...(of.decidedAt === null
            ? []
            : [
                {
                  label: say.decided,
                  value: (
                    <>
                      <When at={of.decidedAt} short /> {of.decidedBy !== null && say.decidedBy(of.decidedBy)}
                      {of.decision !== '' && <span className="block">{of.decision}</span>}
                    </>
                  ),
                },
              ]),
        ]}
      />
      {of.actions.length > 0 && <Acts of={of} />}
    </Card>
  );
}

function Acts({ of }: { of: Correction }) {
  const say = useWords(words);
  const field = useWords(registerWords).field(of.field);
  const renew = useRenewCorrections();
  const told = (text: string) => () => {
    toast({ text });
    renew();
  };
  return (
    <Cluster>
      {of.actions.includes('approve') && (
        <ActDialog
          label={say.approve}
          tone="primary"
          title={say.approveTitle(field, of.name)}
          text={say.approveText}
          initial={{}}
          validate={() => []}
          body={() => ({})}
          act={decideCorrection(of.id, 'approve')}
          onDone={told(say.approveDone)}
        />
      )}
      {of.actions.includes('reject') && (
        <ReasonDialog
          label={say.reject}
          tone="danger"
          title={say.rejectTitle(field, of.name)}
          text={say.rejectText}
          act={decideCorrection(of.id, 'reject')}
          onDone={told(say.rejectDone)}
        />
      )}
      {of.actions.includes('withdraw') && (
        <ActDialog
          label={say.withdraw}
          title={say.withdrawTitle}
          initial={{}}
          validate={() => []}
          body={() => ({})}
          act={decideCorrection(of.id, 'withdraw')}
          onDone={told(say.withdrawDone)}
        />
      )}
    </Cluster>
  );
}
