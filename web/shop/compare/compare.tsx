import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSearchList } from '../../shared/shell/url.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useWords } from '../../shared/words/define.ts';
import { MOST_COMPARED, toggleCompared, useCompareList } from '../compare-list.ts';
import { productQuery } from '../data.ts';
import { CompareTable } from './compare-table.tsx';
import { words } from './words.ts';

const ROWS_EXPECTED = 6;

/** Up to four products beside each other; which ones stands in the address: `?p=a&p=b`. */
export default function Compare() {
  const say = useWords(words);
  const navigate = useNavigate();
  const slugs = [...new Set(useSearchList('p'))].slice(0, MOST_COMPARED);
  const kept = useCompareList();
  const answers = useQueries({ queries: slugs.map((slug) => productQuery(slug)) });
  const products = answers.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const loading = answers.some((one) => one.isPending);
  const missing = answers.filter((one) => one.isError).length;

  function remove(slug: string) {
    if (kept.includes(slug)) toggleCompared(slug);
    const rest = slugs.filter((other) => other !== slug);
    void navigate({ to: '/bandingkan', search: { p: rest } as never, replace: true });
  }

  if (slugs.length === 0) {
    return (
      <Page title={say.title}>
        <Empty title={say.emptyTitle} action={<LinkButton to="/katalog">{say.toCatalogue}</LinkButton>}>
          {say.emptyText}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={say.title} lead={products.length > 1 ? say.lead(products.length) : ''}>
      {missing > 0 && <Notice tone="warning">{say.missing(missing)}</Notice>}
      {slugs.length === 1 && (
        <Notice action={<LinkButton to="/katalog">{say.toCatalogue}</LinkButton>}>{say.oneMore}</Notice>
      )}
      {loading && <Skeleton rows={ROWS_EXPECTED} />}
      {products.length > 0 && !loading && <CompareTable products={products} onRemove={remove} />}
    </Page>
  );
}
