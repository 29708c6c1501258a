import { useQuery } from '@tanstack/react-query';
import { money } from '../../../src/kernel/money.ts';
import { ActMessage } from '../../orders/acts/act.tsx';
import { type Proof, stepUpOf } from '../../shared/factor/factor.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { StepUpForm } from '../../shared/ui/step-up.tsx';
import { Day } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { type BatchAct, type BatchAnswer, type BatchPreview, previewQuery, useSitting } from './batch-data.ts';

interface SittingDialogProps {
  act: BatchAct;
  ids: readonly string[];
  onClose: () => void;
  onDone: (answer: BatchAnswer) => void;
}

const ROWS = 4;

/** Every payee and amount of the list, their sum, and one proof for all of them. */
export function SittingDialog(props: SittingDialogProps) {
  const { act, ids, onClose } = props;
  const say = useWords(words).cms;
  const preview = useQuery(previewQuery(act, ids));
  return (
    <Dialog open title={say.batchAsk(act, preview.data?.count ?? ids.length)} onClose={onClose}>
      <Loaded query={preview} skeleton={<Skeleton rows={ROWS} />}>
        {(seen) => <Sitting {...props} preview={seen} />}
      </Loaded>
    </Dialog>
  );
}

function Sitting({ act, preview, onClose, onDone }: SittingDialogProps & { preview: BatchPreview }) {
  const say = useWords(words);
  const command = useSitting(act, onDone);
  const going = preview.items.filter((one) => one.refused === null);
  const ids = going.map(({ id }) => id);
  const sum = money(BigInt(preview.total));
  const { digest } = preview;
  const back = (
    <Button tone="quiet" onPress={onClose}>
      {say.back}
    </Button>
  );
  return (
    <div className="grid gap-4">
      <Listed preview={preview} />
      {going.length === 0 ? (
        <>
          <p>{say.cms.nothing}</p>
          {back}
        </>
      ) : digest === null ? (
        <>
          <ActMessage of={command} />
          <div className="flex flex-wrap gap-2">
            <Button busy={command.busy} onPress={() => void command.send({ ids })}>
              {say.cms.batch(act, preview.count)}
            </Button>
            {back}
          </div>
        </>
      ) : (
        <StepUpForm
          onClose={onClose}
          sentence={say.cms.batchSentence(act === 'release' ? 'release' : 'approve', preview.count, sum)}
          confirm={say.cms.batch(act, preview.count)}
          confirms={{ digest }}
          onConfirm={(proof: Proof) => void command.send({ ids, stepUp: stepUpOf(digest, proof) })}
          outcome={command}
        />
      )}
    </div>
  );
}

/** Scrolls in itself, so that sum and code stay near; reachable with the keyboard. */
function Listed({ preview }: { preview: BatchPreview }) {
  const say = useWords(words).cms;
  return (
    <div className="rounded-m bg-sunken p-3">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label={say.batchList} tabIndex={0} className="max-h-64 overflow-y-auto">
        <ul className="grid gap-3">
          {preview.items.map((one) => (
            <li key={one.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
              <span className="font-semibold">{one.payee.name}</span>
              <span className={one.refused === null ? 'text-right font-semibold' : 'text-right line-through'}>
                <Money amount={one.net} />
              </span>
              <span className="col-span-2 text-small text-muted">
                <span className="font-mono">
                  {one.payee.bank} {one.payee.accountNo}
                </span>{' '}
                · {one.spbyNumber}
                {one.executeOn !== null && (
                  <>
                    {' · '}
                    <Day date={one.executeOn} short />
                  </>
                )}
              </span>
              {one.refused !== null && (
                <span className="col-span-2 text-small text-bad-700">
                  {say.leftOut}: {one.refused}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <p className="mt-3 flex justify-between gap-3 border-t border-line pt-3 font-bold">
        <span>{say.total}</span>
        <Money amount={preview.total} />
      </p>
    </div>
  );
}
