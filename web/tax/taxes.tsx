import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../shared/api/me.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useUrlState } from '../shared/shell/url.ts';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Cluster, Stack } from '../shared/ui/layout.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { Tabs } from '../shared/ui/tabs.tsx';
import { useWords } from '../shared/words/define.ts';
import { DepositList } from './deposit-list.tsx';
import { periodOf } from './period.ts';
import { useRenewTaxes, type Withholding, withholdingsQuery } from './tax-data.ts';
import { CloseDialog, MakeDeposit, ReportDialog, SlipDialog } from './tax-dialogs.tsx';
import { TaxTable } from './tax-table.tsx';
import { words } from './words.ts';

const VIEWS = ['owed', 'deposits', 'slips', 'report', 'done'] as const;
type View = (typeof VIEWS)[number];
const DEFAULTS = { tampilan: 'owed', page: '' };
const ROW_HEIGHT_PX = 64;

/** S17: what the treasurer keeps back for the State, step by step until it is reported. */
export default function Taxes() {
  const say = useWords(words);
  const treasurer = useMe()?.role === 'BENDAHARA';
  const [url, setUrl] = useUrlState(DEFAULTS);
  const view: View = VIEWS.find((known) => known === url.tampilan) ?? 'owed';
  return (
    <Page title={say.title} lead={treasurer ? say.lead : say.leadReader}>
      <Tabs
        label={say.viewsLabel}
        tabs={VIEWS.map((id) => ({ id, label: say.views[id] }))}
        value={view}
        onChange={(tampilan) => setUrl({ tampilan, page: '' })}
      >
        {view === 'deposits' ? (
          <DepositList page={url.page} onPage={(page) => setUrl({ page })} />
        ) : (
          <TaxView key={view} view={view} />
        )}
      </Tabs>
    </Page>
  );
}

function TaxView({ view }: { view: Exclude<View, 'deposits'> }) {
  const say = useWords(words);
  const query = useQuery(withholdingsQuery(view));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  const [none, noneText] = {
    owed: [say.noneOwed, say.noneOwedText],
    slips: [say.noneSlips, say.noneSlipsText],
    report: [say.noneReport, say.noneReportText],
    done: [say.noneDone, say.noneDoneText],
  }[view] as [string, string];
  return (
    <Loaded query={query} skeleton={<Skeleton rows={4} height={ROW_HEIGHT_PX} />}>
      {({ items }) => {
        const shown = view === 'slips' ? items.filter((one) => one.kind === 'PPH') : items;
        return shown.length === 0 ? <Empty title={none}>{noneText}</Empty> : <TaxList view={view} items={shown} />;
      }}
    </Loaded>
  );
}

function TaxList({ view, items }: { view: Exclude<View, 'deposits'>; items: readonly Withholding[] }) {
  const say = useWords(words);
  const treasurer = useMe()?.role === 'BENDAHARA';
  const renew = useRenewTaxes();
  switch (view) {
    case 'owed': {
      const outside = items.filter((one) => one.source === 'OUTSIDE_CARD');
      const owed = items.filter((one) => one.source === 'PAYMENT');
      return (
        <Stack>
          {owed.length > 0 && <Chosen items={owed} from={(one) => one.state === 'OWED'} to="deposit" />}
          {outside.length > 0 && (
            <Card title={say.outside}>
              <p>{say.outsideText}</p>
              <TaxTable
                caption={say.outside}
                items={outside}
                {...(treasurer ? { act: (item: Withholding) => <CloseDialog item={item} onDone={renew} /> } : {})}
              />
            </Card>
          )}
        </Stack>
      );
    }
    case 'slips':
      return (
        <Stack>
          {treasurer && <ExportLinks items={items} />}
          <Card>
            <TaxTable
              caption={say.views.slips}
              items={items}
              {...(treasurer ? { act: (item: Withholding) => <SlipDialog item={item} onDone={renew} /> } : {})}
            />
          </Card>
        </Stack>
      );
    case 'report':
      return <Chosen items={items} from={(one) => one.kind === 'PPN' || one.state === 'SLIPPED'} to="report" />;
    case 'done':
      return (
        <Card>
          <TaxTable caption={say.views.done} items={items} />
        </Card>
      );
  }
}

interface ChosenProps {
  items: readonly Withholding[];
  /** What may be chosen; all of it is, at first. */
  from: (item: Withholding) => boolean;
  to: 'deposit' | 'report';
}

/** Rows to tick, with the act for all that are ticked. */
function Chosen({ items, from, to }: ChosenProps) {
  const say = useWords(words);
  const navigate = useNavigate();
  const renew = useRenewTaxes();
  const treasurer = useMe()?.role === 'BENDAHARA';
  const able = items.filter(from);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = able.filter((one) => !left.has(one.id));
  const toggle = (key: string) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  if (!treasurer || able.length === 0)
    return (
      <Card>
        <TaxTable caption={say.title} items={items} />
      </Card>
    );
  const waiting = items.filter((one) => !from(one));
  return (
    <Stack>
      <Card>
        <TaxTable
          caption={say.title}
          items={able}
          selection={{ selected: new Set(chosen.map(({ id }) => id)), onToggle: toggle }}
        />
        <Cluster>
          <span className="font-semibold">{say.chosen(chosen.length)}</span>
          {to === 'deposit' ? (
            <MakeDeposit
              chosen={chosen}
              onDone={(deposit) => {
                renew();
                void navigate({ to: `/pajak/setoran/${deposit.id}` });
              }}
            />
          ) : (
            <ReportDialog chosen={chosen} onDone={renew} />
          )}
        </Cluster>
      </Card>
      {waiting.length > 0 && (
        <Card title={say.notYet[to]}>
          <TaxTable caption={say.notYet[to]} items={waiting} />
        </Card>
      )}
    </Stack>
  );
}

/** One file for each month in which taxes were kept back whose slips are still to be issued. */
function ExportLinks({ items }: { items: readonly Withholding[] }) {
  const say = useWords(words);
  const zone = useMe()?.zone ?? 'WIB';
  const periods = [...new Set(items.map(({ withheldAt }) => periodOf(new Date(withheldAt), zone)))];
  return (
    <div className="grid gap-1">
      {periods.map((period) => (
        <a key={period} className="link font-semibold" href={`/api/v1/taxes/coretax?period=${period}`} download>
          {say.export(say.months(period))}
        </a>
      ))}
      <p className="text-small text-muted">{say.exportText}</p>
    </div>
  );
}
