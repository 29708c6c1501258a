import { useQuery } from '@tanstack/react-query';
import { useCommand } from '../shared/api/command.ts';
import { useMe } from '../shared/api/me.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { askRead, type Proof, proofQuery, useRenewCash } from './reconciliation-data.ts';
import { Sen } from './sen.tsx';
import { words } from './words.ts';

const BLOCK_HEIGHT_PX = 160;
const READERS: readonly string[] = ['BENDAHARA', 'KPA'];

/** The account of the satker: bank and platform side by side, and what stands between them. */
export default function Account() {
  const say = useWords(words).account;
  const query = useQuery(proofQuery());
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} lead={say.lead}>
      <Loaded query={query} skeleton={<Skeleton rows={2} height={BLOCK_HEIGHT_PX} />}>
        {(proof) => (
          <>
            <Notice tone={proof.proven ? 'good' : 'warning'} title={proof.says}>
              {say.openLines(proof.openLines)}
            </Notice>
            {proof.books.map((book) => (
              <BookCard key={book.id} book={book} platform={proof.platform} />
            ))}
            <Between proof={proof} />
            {proof.missing.length > 0 && <Missing proof={proof} />}
          </>
        )}
      </Loaded>
      <Cluster>
        <LinkButton to="/kas/daftar-kerja">{say.toWork}</LinkButton>
        <LinkButton to="/kas/tutup-bulan" tone="quiet">
          {say.toMonths}
        </LinkButton>
        <LinkButton to="/kas/berkas" tone="quiet">
          {say.toFiles}
        </LinkButton>
        <LinkButton to="/kas/up" tone="quiet">
          {say.toUp}
        </LinkButton>
      </Cluster>
    </Page>
  );
}

function BookCard({ book, platform }: { book: Proof['books'][number]; platform: string }) {
  const say = useWords(words).account;
  const { bankAt, readAt } = book;
  return (
    <Card
      title={`${book.accountNo} · ${book.name}`}
      aside={<span className="text-muted">{say.lines(book.lines)}</span>}
    >
      {book.trouble !== null && <Notice tone="warning">{say.trouble(book.trouble)}</Notice>}
      {(book.gapSince !== null || book.unshown !== '0') && <Notice tone="warning">{say.gap}</Notice>}
      <Facts
        items={[
          { label: say.platform, value: <Money amount={platform} /> },
          { label: say.statement, value: <Sen amount={book.statement} /> },
          ...(book.bankBalance === null ? [] : [{ label: say.bank, value: <Sen amount={book.bankBalance} /> }]),
          ...(book.difference === null ? [] : [{ label: say.difference, value: <Sen amount={book.difference} /> }]),
          ...(bankAt === null ? [] : [{ label: say.bankAt, value: <When at={bankAt} /> }]),
          { label: say.readAt, value: readAt === null ? say.notRead : <When at={readAt} /> },
        ]}
      />
      <ReadNow />
    </Card>
  );
}

function ReadNow() {
  const say = useWords(words).account;
  const renew = useRenewCash();
  const may = READERS.includes(useMe()?.role ?? '');
  const command = useCommand(askRead, renew);
  if (!may) return null;
  return (
    <>
      <Cluster>
        <Button tone="quiet" busy={command.busy} onPress={() => void command.send({})}>
          {say.read}
        </Button>
      </Cluster>
      {command.state === 'done' && (
        <Notice tone="info" live>
          {say.asked}
        </Notice>
      )}
      {command.message !== undefined && <Notice tone="warning">{command.message}</Notice>}
    </>
  );
}

function Between({ proof }: { proof: Proof }) {
  const say = useWords(words).account;
  return (
    <Card title={say.where}>
      <Facts
        items={[
          { label: say.onTheWay, value: <Money amount={proof.onTheWay} /> },
          { label: say.incoming, value: <Money amount={proof.incoming} /> },
          { label: say.suspense, value: <Money amount={proof.suspense} /> },
          { label: say.fees, value: <Money amount={proof.fees} /> },
        ]}
      />
    </Card>
  );
}

function Missing({ proof }: { proof: Proof }) {
  const say = useWords(words).account;
  const columns: Column<Proof['missing'][number]>[] = [
    {
      key: 'reference',
      header: say.reference,
      lead: true,
      cell: (one) => <TextLink to={`/bayar/${one.paymentId}`}>{one.reference}</TextLink>,
    },
    { key: 'payee', header: say.payee, cell: (one) => one.payee },
    { key: 'paid', header: say.paidAt, cell: (one) => (one.paidAt === null ? '' : <When at={one.paidAt} short />) },
    { key: 'amount', header: say.amount, align: 'right', cell: (one) => <Money amount={one.amount} /> },
  ];
  return (
    <Card title={say.missing}>
      <p>{say.missingText}</p>
      <Table
        caption={say.missing}
        captionHidden
        columns={columns}
        rows={proof.missing}
        rowKey={(one) => one.paymentId}
      />
    </Card>
  );
}
