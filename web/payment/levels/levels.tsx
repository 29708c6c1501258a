import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { money } from '../../../src/kernel/money.ts';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Day } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { type Cms, cmsQuery } from './cms-data.ts';
import { LevelsForm } from './levels-form.tsx';
import { Payees } from './payees.tsx';

/** Who makes, checks, approves and releases, up to which amount, and by which decree. */
export default function Levels() {
  const say = useWords(words).cms.levels;
  const cms = useQuery(cmsQuery);
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState(false);
  const refused = refusedScreen(cms.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} lead={say.lead}>
      <Loaded query={cms} skeleton={<Skeleton rows={4} />}>
        {(seen) => (
          <>
            {saved && (
              <Notice tone="good" live>
                {say.saved}
              </Notice>
            )}
            <Card title={say.now}>
              <InForce cms={seen} />
              {seen.maySet && !open && <Button onPress={() => setOpen(true)}>{say.change}</Button>}
            </Card>
            {open && (
              <LevelsForm
                cms={seen}
                onClose={() => setOpen(false)}
                onDone={(next) => {
                  queries.setQueryData(cmsQuery.queryKey, next);
                  setSaved(true);
                  setOpen(false);
                }}
              />
            )}
            <Payees />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function InForce({ cms }: { cms: Cms }) {
  const say = useWords(words).cms.levels;
  const limitOf = (level: Cms['levels'][number]) => (level === 'MAKER' ? undefined : cms.limits[level]);
  return (
    <>
      <Facts items={[{ label: say.account, value: `${cms.bank} ${cms.accountNo}` }]} />
      <ol className="grid list-decimal gap-2 pl-6">
        {cms.levels.map((level) => {
          const limit = limitOf(level);
          return (
            <li key={level}>
              <span className="font-semibold">
                {say.names[level]}
                {level === 'RELEASER' && `: ${say.releasers[cms.releaser]}`}
              </span>
              {limit !== undefined && (
                <span className="block text-small text-muted">
                  {limit === null ? say.noLimit : say.upTo(money(BigInt(limit)))}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {cms.set === null ? (
        <p className="text-small text-muted">{say.byRule(cms.rule)}</p>
      ) : (
        <Facts
          items={[
            {
              label: say.decree,
              value: (
                <>
                  {cms.set.decree.number}, <Day date={cms.set.decree.date} />
                </>
              ),
            },
            { label: say.basis, value: cms.set.basis },
            { label: say.setBy, value: `${cms.set.by} (${cms.set.role})` },
          ]}
        />
      )}
    </>
  );
}
