import { useQuery } from '@tanstack/react-query';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Columns } from '../shared/ui/layout.tsx';
import { LimitBar } from '../shared/ui/limit-bar.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { useWords } from '../shared/words/define.ts';
import { PaymentTable } from './list/payment-table.tsx';
import { cardsQuery, type Card as PaymentCard, paymentsQuery } from './payment-data.ts';
import { words } from './words.ts';

/** S13: the limit of each card, and what was paid with it. */
export default function Cards() {
  const say = useWords(words).cards;
  const cards = useQuery(cardsQuery);
  const refused = refusedScreen(cards.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} lead={say.lead}>
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
                  <CardLimit key={card.id} card={card} />
                ))}
              </Columns>
              <CardPayments />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function CardLimit({ card }: { card: PaymentCard }) {
  const say = useWords(words).cards;
  return (
    <Card title={say.card(card.issuer, card.last4)}>
      <LimitBar label={say.limit} limit={BigInt(card.limit)} used={BigInt(card.used)} held={BigInt(card.held)} />
      <Facts
        items={[
          { label: say.holder, value: card.holder },
          { label: say.expiry, value: card.expiry },
        ]}
      />
    </Card>
  );
}

/** The newest of them: the list of all payments has the rest. */
function CardPayments() {
  const say = useWords(words);
  const payments = useQuery(paymentsQuery('all'));
  return (
    <Card title={say.cards.payments}>
      <Loaded query={payments}>
        {({ items, next }) => {
          const byCard = items.filter((payment) => payment.rail === 'KKP');
          if (byCard.length === 0) return <p className="text-muted">{say.cards.noPayments}</p>;
          return <PaymentTable caption={say.cards.payments} payments={byCard} paged={next !== null} />;
        }}
      </Loaded>
    </Card>
  );
}
