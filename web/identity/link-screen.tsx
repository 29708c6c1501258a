import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../shared/api/problem.ts';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { useWords } from '../shared/words/define.ts';
import { words } from './words.ts';

interface LinkScreenProps<Data> {
  /** While it opens, and when it was opened without its secret. */
  title: string;
  token: string;
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** A page behind a link in a mail: opening, opened without the link, link used or too old, open. */
export function LinkScreen<Data>({ title, token, query, children }: LinkScreenProps<Data>) {
  const say = useWords(words).link;
  if (token === '') {
    return (
      <Page key="missing" title={title} narrow>
        <Notice action={<LinkButton to="/masuk">{say.toSignIn}</LinkButton>}>{say.missing}</Notice>
      </Page>
    );
  }
  if (query.error instanceof Problem && query.error.code === 'link_expired') {
    return (
      <Page key="expired" title={say.expiredTitle} narrow>
        <Notice tone="warning" action={<LinkButton to="/lupa-sandi">{say.toForgotten}</LinkButton>}>
          {query.error.message}
        </Notice>
      </Page>
    );
  }
  if (query.data !== undefined) return children(query.data);
  return (
    <Page key="opening" title={title} narrow>
      <Loaded query={query}>{() => null}</Loaded>
    </Page>
  );
}
