import { useQuery } from '@tanstack/react-query';
import { money } from '../../src/kernel/money.ts';
import { useMe } from '../shared/api/me.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Columns } from '../shared/ui/layout.tsx';
import { LimitBar } from '../shared/ui/limit-bar.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import { useWords } from '../shared/words/define.ts';
import { type Budget, type BudgetLine, budgetQuery } from './budget-data.ts';
import { words } from './words.ts';

type Figure = 'pagu' | 'blocked' | 'committed' | 'realised' | 'available';

const ROW_HEIGHT_PX = 56;
/** Who sees the requests by which the petty cash is filled. */
const ASKS_OF_UP: readonly string[] = ['PPK', 'KPA', 'BENDAHARA'];
const ROWS_EXPECTED = 8;

/** S16: what of each account is bound, paid and left; and the petty cash. */
export default function BudgetPage() {
  const say = useWords(words);
  const query = useQuery(budgetQuery);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title(query.data?.year)} lead={say.lead}>
      <Loaded query={query} skeleton={<Skeleton rows={ROWS_EXPECTED} height={ROW_HEIGHT_PX} />}>
        {(budget) =>
          budget.lines.length === 0 ? (
            <Empty
              title={say.none}
              action={
                <LinkButton to="/pesanan" tone="quiet">
                  {say.toOrders}
                </LinkButton>
              }
            >
              {say.noneText}
            </Empty>
          ) : (
            <>
              <Summary budget={budget} />
              <LinesCard lines={budget.lines} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const sumOf = (lines: readonly BudgetLine[], figure: Figure) =>
  lines.reduce((sum, line) => sum + BigInt(line[figure]), 0n);

function Summary({ budget }: { budget: Budget }) {
  const say = useWords(words);
  const role = useMe()?.role ?? '';
  const { lines, up } = budget;
  const blocked = sumOf(lines, 'blocked');
  return (
    <Columns of={up === null ? 'three' : 'two'}>
      <Card title={say.summary}>
        <LimitBar
          label={say.whole}
          limit={sumOf(lines, 'pagu')}
          used={sumOf(lines, 'realised')}
          held={sumOf(lines, 'committed') + blocked}
        />
        {blocked > 0n && <p className="text-small text-muted">{say.blockedPart(money(blocked))}</p>}
      </Card>
      {up !== null && (
        <Card title={say.up}>
          <Facts
            compact
            items={[
              { label: say.upFund, value: <Money amount={up.fund} /> },
              { label: say.upHeld, value: <Money amount={up.held} /> },
              { label: say.upAvailable, value: <Money amount={up.available} /> },
            ]}
          />
          {ASKS_OF_UP.includes(role) && (
            <p>
              <TextLink to="/kas/up">{say.toUp}</TextLink>
            </p>
          )}
        </Card>
      )}
    </Columns>
  );
}

/** Three columns of money, so that the amounts of a large office fit beside the menu; what they are made of stands under. */
function LinesCard({ lines }: { lines: readonly BudgetLine[] }) {
  const say = useWords(words);
  const columns: Column<Figures & Named>[] = [
    { key: 'line', header: say.line, lead: true, cell: (line) => <Name of={line} /> },
    { key: 'pagu', header: say.pagu, align: 'right', cell: (line) => <Ceiling of={line} /> },
    { key: 'used', header: say.used, align: 'right', cell: (line) => <Used of={line} /> },
    { key: 'available', header: say.available, align: 'right', cell: (line) => <Amount of={line.available} strong /> },
  ];
  const sums = figuresOf((figure) => sumOf(lines, figure));
  return (
    <Card title={say.lines}>
      <Table
        caption={say.caption}
        captionHidden
        columns={columns}
        rows={lines.map((line) => ({ ...line, ...figuresOf((figure) => BigInt(line[figure])) }))}
        rowKey={(line) => line.id}
        total={{
          line: say.total,
          pagu: <Ceiling of={sums} />,
          used: <Used of={sums} />,
          available: <Money amount={sums.available} />,
        }}
      />
    </Card>
  );
}

type Figures = Readonly<Record<Figure, bigint>>;
type Named = Pick<BudgetLine, 'id' | 'akun' | 'name' | 'mak'>;

function figuresOf(figure: (name: Figure) => bigint): Figures {
  return {
    pagu: figure('pagu'),
    blocked: figure('blocked'),
    committed: figure('committed'),
    realised: figure('realised'),
    available: figure('available'),
  };
}

function Name({ of: line }: { of: Named }) {
  return (
    <span className="block md:min-w-36">
      {line.akun} · {line.name}
      <span className="block text-small font-normal break-all text-muted">{line.mak}</span>
    </span>
  );
}

function Ceiling({ of }: { of: Figures }) {
  const say = useWords(words);
  return (
    <>
      <Money amount={of.pagu} />
      <Part amount={of.blocked} says={say.blocked} />
    </>
  );
}

/** What orders bind and what is paid: neither may be spent again. */
function Used({ of }: { of: Figures }) {
  const say = useWords(words);
  return (
    <>
      <Amount of={of.committed + of.realised} />
      <Part amount={of.committed} says={say.committed} />
      <Part amount={of.realised} says={say.realised} />
    </>
  );
}

function Part({ amount, says }: { amount: bigint; says: (amount: string) => string }) {
  if (amount === 0n) return null;
  return <span className="block text-small font-normal text-muted">{says(money(amount))}</span>;
}

/** Nothing is said quietly, so that what is stands out. */
function Amount({ of, strong = false }: { of: bigint; strong?: boolean }) {
  const colour = of === 0n ? 'text-muted' : strong ? 'font-semibold' : undefined;
  return (
    <span className={colour}>
      <Money amount={of} />
    </span>
  );
}
