import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMe } from '../shared/api/me.ts';
import { demoQuery } from '../shared/demo/demo-query.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { IconSearch } from '../shared/ui/icons.ts';
import { Columns } from '../shared/ui/layout.tsx';
import { TextLink } from '../shared/ui/link-button.tsx';
import { Page } from '../shared/ui/page.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { Demo } from './demo.tsx';
import { words } from './words.ts';

/** What this is, the catalogue, and (on a demo instance) who to be and what to do next. */
export default function Home() {
  const say = useWords(words);
  const me = useMe();
  const { isPending } = useQuery(demoQuery);
  const navigate = useNavigate();
  const [query, setQuery] = useState('');

  function search(event: FormEvent) {
    event.preventDefault();
    void navigate({ to: '/katalog', search: { q: query.trim() } as never });
  }

  return (
    <Page title={say.title} lead={say.lead}>
      <Card title={say.catalogue}>
        <search>
          <form onSubmit={search} className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
            <TextField name="cari" label={say.searchLabel} type="search" value={query} onChange={setQuery} />
            <Button type="submit" icon={<IconSearch size={20} />}>
              {say.search}
            </Button>
          </form>
        </search>
      </Card>
      <Demo />
      {/* What stands below the demo comes with it, so that nothing moves under a finger. */}
      {!isPending && (
        <Columns of="three">
          {say.promises.map((promise) => (
            <Card key={promise.title} title={promise.title}>
              <p>{promise.text}</p>
            </Card>
          ))}
        </Columns>
      )}
      {me === null && (
        <p>
          <TextLink to="/daftar-penyedia">{say.sell}</TextLink>
        </p>
      )}
    </Page>
  );
}
