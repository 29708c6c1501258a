import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useUrlState } from '../../shared/shell/url.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Columns } from '../../shared/ui/layout.tsx';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { SelectField } from '../../shared/ui/select-field.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useMayBuy } from '../add-to-cart.tsx';
import { CompareBar } from '../compare-bar.tsx';
import { categoriesQuery, facetsQuery, productsQuery } from '../data.ts';
import { count } from '../figures.ts';
import { Chips, categoryName } from './chips.tsx';
import { FilterFields } from './filter-fields.tsx';
import { FilterSheet } from './filter-sheet.tsx';
import { Results } from './results.tsx';
import { DEFAULTS, filtersOf, NO_FILTERS, SORTS, searchOf, sortOf, usedFilters } from './view.ts';
import { words } from './words.ts';

const CARD_HEIGHT_PX = 420;

/** S1: search and browse. The box stands in the top bar; the whole view is in the address. */
export default function Catalogue() {
  const say = useWords(words);
  const language = useLanguage();
  const [view, setView] = useUrlState(DEFAULTS);
  const groups = useQuery(categoriesQuery()).data?.groups ?? [];
  const facets = useQuery(facetsQuery(filtersOf(view)));
  const near = facets.data?.near ?? null;
  const products = useQuery(productsQuery(searchOf(view, near !== null)));
  const mayBuy = useMayBuy();
  const used = usedFilters(view);
  const typed = view.q.trim();
  const total = facets.data === undefined ? '' : say.total(count(facets.data.total, language), facets.data.capped);
  const title =
    typed === '' ? (view.kategori === '' ? say.title : categoryName(groups, view.kategori)) : say.titleOf(typed);

  return (
    <Page
      title={title}
      lead={
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <p>{say.lead}</p>
          {mayBuy === 'yes' && <TextLink to="/keranjang">{say.cart}</TextLink>}
        </div>
      }
    >
      {typed === '' && used.length === 0 && <Groups groups={groups} />}
      <Columns of="filters">
        <aside aria-label={say.filters} className="hidden rounded-l border border-line bg-card p-4 lg:block">
          <h2 className="mb-4 text-h2">{say.filters}</h2>
          <FilterFields view={view} onChange={setView} facets={facets.data} prefix="" />
        </aside>
        <div className="grid min-w-0 gap-4">
          <div className="grid grid-cols-2 items-end gap-2 lg:flex lg:flex-wrap lg:justify-between">
            <p role="status" className="col-span-2 text-muted lg:order-first">
              {total}
            </p>
            <div className="lg:hidden">
              <FilterSheet view={view} onApply={setView} />
            </div>
            <SelectField
              name="urut"
              label={say.sort}
              value={sortOf(view.urut, near !== null)}
              empty={false}
              options={SORTS.filter((sort) => sort !== 'terdekat' || near !== null).map((sort) => ({
                value: sort,
                label: say.sorts[sort],
              }))}
              onChange={(urut) => setView({ urut })}
            />
          </div>
          <Chips view={view} onChange={setView} />
          {facets.isError && (
            <Notice tone="warning" action={<Button onPress={() => void facets.refetch()}>{say.tryAgain}</Button>}>
              {say.facetsLost}
            </Notice>
          )}
          <Loaded query={products} skeleton={<Skeleton rows={2} height={CARD_HEIGHT_PX} />}>
            {({ items, next, corrected, loose }) => (
              <>
                <p role="status" className="empty:hidden">
                  {loose && items.length > 0 ? say.loose : corrected !== null && say.corrected(corrected)}
                </p>
                <Results
                  items={items}
                  next={next}
                  page={view.page}
                  onPage={(page) => setView({ page })}
                  total={facets.data?.total}
                  capped={facets.data?.capped === true}
                  empty={
                    <Empty
                      title={say.empty(typed)}
                      {...(used.length > 0
                        ? { action: <Button onPress={() => setView(NO_FILTERS)}>{say.clear}</Button> }
                        : {})}
                    >
                      {used.length > 0 ? say.emptyFiltered : say.emptyWords}
                    </Empty>
                  }
                />
              </>
            )}
          </Loaded>
          <CompareBar />
        </div>
      </Columns>
    </Page>
  );
}

interface GroupsProps {
  groups: readonly { readonly code: string; readonly name: string }[];
}

/** Where to begin when nothing is typed yet. */
function Groups({ groups }: GroupsProps) {
  const say = useWords(words);
  return (
    <nav aria-label={say.groups}>
      <ul className="flex min-h-11 gap-2 overflow-x-auto pb-1 sm:flex-wrap">
        {groups.map(({ code, name }) => (
          <li key={code} className="shrink-0">
            <Link
              to="/katalog"
              search={{ kategori: code } as never}
              className="inline-flex min-h-11 items-center rounded-full border border-control bg-card px-4 text-small font-semibold text-brand-700 hover:bg-brand-50"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
