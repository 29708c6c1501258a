import { useQuery } from '@tanstack/react-query';
import { localDate } from '../../src/kernel/time.ts';
import { ActDialog, ReasonDialog } from '../shared/register/act-dialog.tsx';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useParam } from '../shared/shell/url.ts';
import { Card } from '../shared/ui/card.tsx';
import { DateField } from '../shared/ui/date-field.tsx';
import { type Fact, Facts } from '../shared/ui/facts.tsx';
import { Cluster, Columns } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { PaperLink } from '../shared/ui/paper-link.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { Day, When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { STATE_TONES } from './replenishments.tsx';
import { SpentTable } from './spent-table.tsx';
import { type Replenishment, replenishmentAct, replenishmentQuery, useRenewTreasury } from './treasury-data.ts';
import { words } from './words.ts';

const BLOCK_HEIGHT_PX = 180;

/** One request for petty cash: its list of payments and its papers. */
export default function ReplenishmentPage() {
  const id = useParam('id');
  const say = useWords(words);
  const query = useQuery(replenishmentQuery(id));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.one.title(query.data?.number ?? '')}
      actions={
        <LinkButton to="/kas/up" tone="quiet">
          {say.one.back}
        </LinkButton>
      }
    >
      <Loaded query={query} skeleton={<Skeleton rows={2} height={BLOCK_HEIGHT_PX} />}>
        {(request) => (
          <>
            {request.state === 'SP2D' && <Notice tone="info">{say.one.expected}</Notice>}
            <Columns of="two">
              <RequestCard request={request} />
              <PapersCard request={request} />
            </Columns>
            {request.sentBack.length > 0 && (
              <Card title={say.one.sentBack}>
                <ul className="grid gap-2">
                  {request.sentBack.map((back) => (
                    <li key={back.at}>
                      {back.reason}
                      <span className="block text-small text-muted">
                        {back.by} · <When at={back.at} short />
                      </span>
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            {request.lines.length > 0 && (
              <>
                <Card title={say.one.byMak}>
                  <Facts
                    items={request.byMak.map(({ mak, amount }) => ({ label: mak, value: <Money amount={amount} /> }))}
                  />
                </Card>
                <Card title={say.one.lines}>
                  <SpentTable caption={say.one.lines} lines={request.lines} />
                </Card>
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function RequestCard({ request }: { request: Replenishment }) {
  const say = useWords(words);
  const { approval, receivedAt } = request;
  const items: Fact[] = [
    { label: say.kind, value: say.kindOf(request.kind) },
    {
      label: say.state,
      value: <StatusTag tone={STATE_TONES[request.state]}>{say.stateOf(request.state)}</StatusTag>,
    },
    { label: say.amount, value: <Money amount={request.amount} /> },
    ...(approval === null
      ? []
      : [
          {
            label: say.one.approval,
            value: (
              <>
                {approval.number}, <Day date={approval.date} />
              </>
            ),
          },
        ]),
    { label: say.one.draftedBy, value: request.draftedBy },
    { label: say.made, value: <When at={request.createdAt} /> },
    ...(receivedAt === null ? [] : [{ label: say.one.receivedAt, value: <When at={receivedAt} /> }]),
  ];
  return (
    <Card title={say.one.facts}>
      <Facts items={items} />
      <PaperLink
        title={say.one.printed(request.kind)}
        number={request.number}
        href={`/api/v1/replenishments/${request.id}/papers/drpp`}
        sealed={false}
      />
    </Card>
  );
}

function PapersCard({ request }: { request: Replenishment }) {
  const say = useWords(words);
  const renew = useRenewTreasury();
  const items: Fact[] = (['spp', 'spm', 'sp2d'] as const).map((kind) => {
    const paper = request.papers[kind];
    return {
      label: say.one[kind],
      value:
        paper === null ? (
          <span className="text-muted">{say.one.noPaper}</span>
        ) : (
          <>
            {say.one.paper(paper.number, paper.recordedBy)}, <Day date={paper.date} />
          </>
        ),
    };
  });
  return (
    <Card title={say.one.papers}>
      <Facts items={items} />
      {request.actions.length > 0 && (
        <Cluster>
          {request.actions.map((act) =>
            act === 'withdraw' || act === 'sendBack' ? (
              <ReasonDialog
                key={act}
                label={say.one.acts[act] ?? act}
                tone="danger"
                title={`${say.one.acts[act] ?? act}?`}
                text={act === 'withdraw' ? say.one.withdrawText : say.one.sendBackText}
                act={replenishmentAct(request.id, act)}
                onDone={renew}
              />
            ) : (
              <PaperDialog key={act} request={request} act={act} onDone={renew} />
            ),
          )}
        </Cluster>
      )}
    </Card>
  );
}

const SHORTEST = 3;
const SP2D = /^\d{15}$/;

/** Number and date of a paper that was made in SAKTI or SPAN. */
function PaperDialog({ request, act, onDone }: { request: Replenishment; act: string; onDone: () => void }) {
  const say = useWords(words).one;
  const bySpan = act === 'recordSp2d' || act === 'recordNihil';
  const label = say.acts[act] ?? act;
  return (
    <ActDialog
      label={label}
      tone="primary"
      title={`${label}?`}
      initial={{ number: '', date: localDate(new Date(), 'WIB') }}
      validate={({ number, date }) => [
        ...(bySpan && !SP2D.test(number.trim()) ? [{ path: 'number', message: say.fillSp2d }] : []),
        ...(!bySpan && number.trim().length < SHORTEST ? [{ path: 'number', message: say.fillNumber }] : []),
        ...(date === '' ? [{ path: 'date', message: say.fillDate }] : []),
      ]}
      body={({ number, date }) => ({ number: number.trim(), date })}
      fieldOf={{ paper_before: 'date' }}
      act={replenishmentAct(request.id, act)}
      onDone={onDone}
    >
      {(form) => (
        <>
          <TextField
            {...form.bind('number')}
            label={say.paperNumber}
            hint={bySpan ? say.sp2dHint : undefined}
            inputMode={bySpan ? 'numeric' : 'text'}
            width="medium"
          />
          <DateField {...form.bind('date')} label={say.paperDate} />
        </>
      )}
    </ActDialog>
  );
}
