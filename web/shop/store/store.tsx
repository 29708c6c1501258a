import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { Problem } from '../../shared/api/problem.ts';
import { useParam, useUrlState } from '../../shared/shell/url.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { IconSearch } from '../../shared/ui/icons.ts';
import { Columns, Stack } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { CompareBar } from '../compare-bar.tsx';
import { facetsQuery, productsQuery, shopQuery } from '../data.ts';
import { count } from '../figures.ts';
import { Results } from '../search/results.tsx';
import { pageOf } from '../search/view.ts';
import { words } from './words.ts';

const DEFAULTS = { cari: '', page: '' };
const CARD_HEIGHT_PX = 420;
const NOT_FOUND = 404;

/** S3: a shop and what it has for sale, the best-selling first. */
export default function Store() {
  const say = useWords(words);
  const slug = useParam('slug');
  const shop = useQuery(shopQuery(slug));
  if (shop.error instanceof Problem && shop.error.status === NOT_FOUND) {
    return (
      <Page title={say.notFound} narrow>
        <p>{say.notFoundText}</p>
        <div>
          <LinkButton to="/katalog">{say.toCatalogue}</LinkButton>
        </div>
      </Page>
    );
  }
  return (
    <Loaded query={shop}>
      {(found) => (
        <Page title={found.name} lead={found.town}>
          <Columns of="filters">
            <AboutShop shop={found} />
            <Goods slug={slug} />
          </Columns>
        </Page>
      )}
    </Loaded>
  );
}

type Shop = Awaited<ReturnType<NonNullable<ReturnType<typeof shopQuery>['queryFn']>>>;

function AboutShop({ shop }: { shop: Shop }) {
  const say = useWords(words);
  const language = useLanguage();
  return (
    <Card title={say.facts}>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-1">
        {[
          [say.size, shop.umk ? say.small : say.notSmall],
          [say.tax, shop.pkp ? say.pkp : say.notPkp],
          [say.rails, shop.acceptsCard ? say.withCard : say.withoutCard],
          [say.products, count(shop.products, language)],
          [say.sold, count(shop.sold, language)],
        ].map(([label, value]) => (
          <div key={label}>
            <dt className="text-small text-muted">{label}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Goods({ slug }: { slug: string }) {
  const say = useWords(words);
  const [url, setUrl] = useUrlState(DEFAULTS);
  const filters = { vendor: slug, ...(url.cari === '' ? {} : { text: url.cari }) };
  const { cursor } = pageOf(url.page);
  const products = useQuery(productsQuery({ ...filters, ...(cursor === '' ? {} : { cursor }) }));
  const total = useQuery(facetsQuery(filters)).data?.total;
  return (
    <Stack>
      <SearchHere typed={url.cari} onSearch={(cari) => setUrl({ cari })} />
      <h2 className="sr-only">{say.goods}</h2>
      <Loaded query={products} skeleton={<Skeleton rows={2} height={CARD_HEIGHT_PX} />}>
        {({ items, next }) => (
          <Results
            items={items}
            level={3}
            next={next}
            page={url.page}
            onPage={(page) => setUrl({ page })}
            total={total}
            empty={
              <Empty
                title={say.empty(url.cari)}
                action={
                  url.cari === '' ? (
                    <LinkButton to="/katalog">{say.toCatalogue}</LinkButton>
                  ) : (
                    <Button onPress={() => setUrl({ cari: '' })}>{say.showAll}</Button>
                  )
                }
              >
                {say.emptyHint}
              </Empty>
            }
          />
        )}
      </Loaded>
      <CompareBar />
    </Stack>
  );
}

function SearchHere({ typed, onSearch }: { typed: string; onSearch: (words: string) => void }) {
  const say = useWords(words);
  const [text, setText] = useState(typed);
  useEffect(() => setText(typed), [typed]);

  function submit(event: FormEvent) {
    event.preventDefault();
    onSearch(text.trim());
  }

  return (
    <search>
      <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <TextField name="cari" label={say.searchHere} type="search" value={text} onChange={setText} />
        <Button type="submit" tone="quiet" icon={<IconSearch size={20} />}>
          {say.search}
        </Button>
      </form>
    </search>
  );
}
