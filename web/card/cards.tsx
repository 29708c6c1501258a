import { useQuery } from '@tanstack/react-query';
import { PaymentTable } from '../payment/list/payment-table.tsx';
import { cardsQuery, type Card as PaymentCard, paymentsQuery } from '../payment/payment-data.ts';
import { useMe } from '../shared/api/me.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Cluster, Columns } from '../shared/ui/layout.tsx';
import { LimitBar } from '../shared/ui/limit-bar.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { useWords } from '../shared/words/define.ts';
import { ChangeCard, RegisterCard } from './card-dialogs.tsx';
import { words } from './words.ts';

/** S13: the limit of each card, and what was paid with it; the admin registers and changes them. */
export default function Cards() {
  const say = useWords(words).cards;
  const me = useMe();
  const cards = useQuery(cardsQuery);
  const refused = refusedScreen(cards.error);
  if (refused !== null) return refused;
  const admin = me?.role === 'ADMIN_SATKER';
  return (
    <Page title={say.title} lead={say.lead} actions={<Links admin={admin} />}>
      <Loaded query={cards}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={say.none}
              action={
                <LinkButton to="/tugas" tone="quiet">
                  {say.toTasks}
                </LinkButton>
              }
            >
              {say.noneText}
            </Empty>
          ) : (
            <>
              <Columns of="two">
                {items.map((card) => (
                  <CardLimit key={card.id} card={card} admin={admin} />
                ))}
              </Columns>
              {!admin && <CardPayments />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Links({ admin }: { admin: boolean }) {
  const say = useWords(words).cards;
  return (
    <Cluster>
      {admin ? (
        <RegisterCard />
      ) : (
        <LinkButton to="/kartu/tagihan" tone="quiet">
          {say.bills}
        </LinkButton>
      )}
      <LinkButton to="/kartu/penggunaan" tone="quiet">
        {say.usage}
      </LinkButton>
    </Cluster>
  );
}

const TONES = { ACTIVE: 'good', BLOCKED: 'bad', CLOSED: 'plain' } as const;

function CardLimit({ card, admin }: { card: PaymentCard; admin: boolean }) {
  const say = useWords(words).cards;
  return (
    <Card title={say.card(card.issuer, card.last4)}>
      <LimitBar label={say.limit} limit={BigInt(card.limit)} used={BigInt(card.used)} held={BigInt(card.held)} />
      <Facts
        items={[
          { label: say.holder, value: card.holder },
          { label: say.kind, value: `${say.kinds[card.kind]}, ${say.schemes[card.scheme]}` },
          { label: say.expiry, value: card.expiry },
          {
            label: say.status,
            value: <StatusTag tone={TONES[card.status]}>{say.statuses[card.status]}</StatusTag>,
          },
          ...(card.decree === null ? [] : [{ label: say.decree, value: card.decree.number }]),
        ]}
      />
      {admin && (
        <Cluster>
          <ChangeCard card={card} />
        </Cluster>
      )}
    </Card>
  );
}

/** The newest of them: the list of all payments has the rest. */
function CardPayments() {
  const say = useWords(words).cards;
  const payments = useQuery(paymentsQuery('all'));
  return (
    <Card title={say.payments}>
      <Loaded query={payments}>
        {({ items, next }) => {
          const byCard = items.filter(({ rail }) => rail === 'KKP' || rail === 'QRIS');
          if (byCard.length === 0) return <p className="text-muted">{say.noPayments}</p>;
          return <PaymentTable caption={say.payments} payments={byCard} paged={next !== null} />;
        }}
      </Loaded>
    </Card>
  );
}
