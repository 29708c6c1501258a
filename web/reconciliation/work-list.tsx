import { useQuery } from '@tanstack/react-query';
import { ActDialog, ReasonDialog, ReasonField, useReasonFaults } from '../shared/register/act-dialog.tsx';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useUrlState } from '../shared/shell/url.ts';
import { Card } from '../shared/ui/card.tsx';
import { CursorPager } from '../shared/ui/cursor-pager.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import { Tabs } from '../shared/ui/tabs.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { Day, When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { explainLine, type Line, linesQuery, undoLine, useRenewCash } from './reconciliation-data.ts';
import { Sen, senWords } from './sen.tsx';
import { words } from './words.ts';

const ROW_HEIGHT_PX = 64;
const TONES: Readonly<Record<Line['status'], Tone>> = {
  TAKEN: 'info',
  WAITING: 'info',
  OPEN: 'wait',
  EXPLAINED: 'good',
};

/** Lines of the statement: those that want an explanation, or all of them. */
export default function WorkList() {
  const say = useWords(words).work;
  const [url, setUrl] = useUrlState({ lihat: 'open', page: '' });
  const view = url.lihat === 'all' ? 'all' : 'open';
  const query = useQuery(linesQuery(view, url.page));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <LinkButton to="/kas" tone="quiet">
          {say.back}
        </LinkButton>
      }
    >
      <Tabs
        label={say.view}
        tabs={[
          { id: 'open', label: say.open },
          { id: 'all', label: say.all },
        ]}
        value={view}
        onChange={(lihat) => setUrl({ lihat, page: '' })}
      >
        <Loaded query={query} skeleton={<Skeleton rows={4} height={ROW_HEIGHT_PX} />}>
          {({ items, next }) => (
            <div className="grid gap-4">
              {items.length === 0 ? (
                <Empty title={view === 'open' ? say.none : say.noLines}>
                  {view === 'open' ? say.noneText : say.noLinesText}
                </Empty>
              ) : (
                <Card>
                  <Lines items={items} />
                </Card>
              )}
              <CursorPager page={url.page} next={next} onPage={(page) => setUrl({ page })} words={say} />
            </div>
          )}
        </Loaded>
      </Tabs>
    </Page>
  );
}

const DAY_LENGTH = 10;

function Lines({ items }: { items: readonly Line[] }) {
  const say = useWords(words).work;
  const columns: Column<Line>[] = [
    {
      key: 'remark',
      header: say.remark,
      lead: true,
      cell: (one) => (
        <span className="block break-words">
          {one.remark === '' ? '–' : one.remark}
          <span className="block text-small font-normal text-muted">
            {one.at.length === DAY_LENGTH ? <Day date={one.at} short /> : <When at={one.at} short />}
            {one.late && ` · ${say.late}`}
          </span>
        </span>
      ),
    },
    { key: 'state', header: say.state, cell: (one) => <State line={one} /> },
    {
      key: 'amount',
      header: say.amount,
      align: 'right',
      cell: (one) => (
        <span className="block">
          <Sen amount={one.amount} />
          <span className="block text-small text-muted">{one.direction === 'CREDIT' ? say.credit : say.debit}</span>
        </span>
      ),
    },
    { key: 'act', header: say.act, cell: (one) => (hasActs(one) ? <Acts line={one} /> : '') },
  ];
  return <Table caption={say.caption} captionHidden columns={columns} rows={items} rowKey={(one) => one.id} />;
}

function State({ line }: { line: Line }) {
  const say = useWords(words).work;
  const { explained, incident } = line;
  if (incident !== null && line.status === 'OPEN') return <StatusTag tone="bad">{say.incidentOf(incident)}</StatusTag>;
  if (explained === null || line.class === null) {
    const label = { TAKEN: say.taken, WAITING: say.waiting, OPEN: say.toExplain, EXPLAINED: say.explained };
    return <StatusTag tone={TONES[line.status]}>{label[line.status]}</StatusTag>;
  }
  return (
    <span className="grid gap-1">
      <StatusTag tone="good">{say.classOf(line.class)}</StatusTag>
      <span className="text-small text-muted">
        {explained.subject !== '' && `${explained.subject} · `}
        {say.explainedBy(explained.by === '' ? say.bySystem : explained.by, explained.reason)}
      </span>
    </span>
  );
}

const hasActs = (line: Line): boolean => line.actions.length > 0 || line.paymentId !== null;

function Acts({ line }: { line: Line }) {
  const say = useWords(words).work;
  const renew = useRenewCash();
  return (
    <span className="flex flex-wrap justify-end gap-2">
      {line.paymentId !== null && <TextLink to={`/bayar/${line.paymentId}`}>{say.payment}</TextLink>}
      {line.actions.includes('classify') && <Explain line={line} />}
      {line.actions.includes('undo') && (
        <ReasonDialog
          label={say.undo}
          title={say.undoTitle}
          text={say.undoText}
          act={undoLine(line.id)}
          onDone={renew}
        />
      )}
    </span>
  );
}

/** What the line is: what the platform thinks likely first, then the kinds that fit its direction. */
function Explain({ line }: { line: Line }) {
  const say = useWords(words).work;
  const renew = useRenewCash();
  const faults = useReasonFaults();
  const options = [
    ...line.suggestions.map((one) => ({
      value: `${one.kind}/${one.id}`,
      label: say.suggestion(one.title, say.basisOf(one.basis)),
    })),
    ...line.choices.map((one) => ({ value: one, label: say.classOf(one) })),
  ];
  return (
    <ActDialog
      label={say.explain}
      tone="primary"
      title={say.explainTitle(senWords(line.amount))}
      text={line.remark}
      initial={{ what: '', reason: '' }}
      validate={(values) => [
        ...(values.what === '' ? [{ path: 'what', message: say.fillWhat }] : []),
        ...faults(values),
      ]}
      body={({ what, reason }) => ({ what, reason: reason.trim() })}
      fieldOf={{ line_class_unfit: 'what', line_match_unfit: 'what' }}
      act={explainLine(line.id)}
      onDone={renew}
    >
      {(form) => (
        <>
          <SelectField {...form.bind('what')} label={say.what} hint={say.whatHint} options={options} />
          <ReasonField {...form.bind('reason')} />
        </>
      )}
    </ActDialog>
  );
}
