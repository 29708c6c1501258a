import { type FormEvent, useState } from 'react';
import { clock } from '../../../src/kernel/time.ts';
import type { FieldError } from '../../shared/api/problem.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { PhotoField } from '../../shared/ui/photo-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { ActMessage, Blocked, openAct, subjectOf } from '../acts/act.tsx';
import { ActButtons } from '../acts/act-panel.tsx';
import { type Order, sendPhotos, useOrderCommand } from '../order-data.ts';
import { allGood, checkedLines, type Found, foundOf, missingReasons, nothingAccepted } from './checked.ts';
import { LineCheck } from './line-check.tsx';
import { words } from './words.ts';

interface NotGoodProps {
  order: Order;
  /** Every line turned out to be as ordered. */
  onAllGood: () => void;
  onDone: (act: 'hold' | 'receivePart') => void;
}

/** What was found the last time, when the delivery was held. */
function lastFound(order: Order): Found {
  const lines = order.complaints.at(-1)?.lines ?? [];
  return Object.fromEntries(lines.map(({ no, ...result }) => [no, result]));
}

type Act = 'hold' | 'receivePart';
const MOST_PHOTOS = 10;

/** Something is short, damaged or wrong: hold the delivery with photos, or receive in part. Entries stay on the device. */
export function NotGood({ order, onAllGood, onDone }: NotGoodProps) {
  const say = useWords(words);
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const [act, setAct] = useState<Act>();
  const [asking, setAsking] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const form = useForm({
    initial: { found: lastFound(order) },
    validate: () => [],
    onSubmit: () => undefined,
    keepAs: `terima-${order.id}`,
  });
  const finish = (done: Act) => {
    form.forget();
    onDone(done);
  };
  const hold = useOrderCommand(order.id, 'hold', () => finish('hold'));
  const part = useOrderCommand(order.id, 'receivePart', () => finish('receivePart'));
  const { found } = form.values;
  const canSign = openAct(order, 'receive') !== undefined;
  const checked = checkedLines(order.lines, found);
  const command = act === 'receivePart' ? part : hold;
  const errors: FieldError[] = attempt === 0 ? [] : faults(act ?? 'hold');

  function faults(wanted: Act): FieldError[] {
    const missing = missingReasons(order.lines, found, say.check.fillReason);
    if (wanted === 'hold' && photos.length === 0) missing.push({ path: 'photos', message: say.check.fillPhoto });
    if (wanted === 'receivePart' && nothingAccepted(checked))
      missing.push({ path: 'condition-1', message: say.check.nothingAccepted });
    return missing;
  }

  function press(wanted: Act) {
    setAct(wanted);
    if (allGood(checked) && canSign) return onAllGood();
    setAttempt(attempt + 1);
    hold.reset();
    part.reset();
    if (faults(wanted).length === 0) setAsking(true);
  }

  function send() {
    void command.send(async () => ({ lines: checked, photos: await sendPhotos(order.id, photos) }));
  }

  const openHold = openAct(order, 'hold');
  const openPart = openAct(order, 'receivePart');
  const open = act === 'receivePart' ? openPart : openHold;
  const ask = act === 'receivePart' ? say.part : say.hold;

  function submit(event: FormEvent) {
    event.preventDefault();
    press(openHold === undefined ? 'receivePart' : 'hold');
  }

  return (
    <Card title={say.check.title}>
      <form onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {errors.length > 0 && <ErrorSummary errors={errors} attempt={attempt} />}
        <div className="grid gap-4">
          {order.lines.map((line) => (
            <LineCheck
              key={line.no}
              line={line}
              value={foundOf(found, line)}
              onChange={(result) => form.set('found', { ...found, [line.no]: result })}
              error={errors.find((error) => error.path === `reason-${line.no}`)?.message}
            />
          ))}
        </div>
        <PhotoField
          name="photos"
          label={say.check.photos}
          hint={say.check.photosHint}
          value={photos}
          onChange={setPhotos}
          max={MOST_PHOTOS}
          error={errors.find((error) => error.path === 'photos')?.message}
        />
        {form.keptAt !== undefined && (
          <p role="status" className="text-small text-muted">
            {say.kept(clock(form.keptAt, order.zone))}
          </p>
        )}
        <ActButtons fixed>
          {allGood(checked) && canSign ? (
            <Button onPress={onAllGood}>{say.check.back}</Button>
          ) : (
            <>
              {openHold !== undefined && <Button onPress={() => press('hold')}>{say.hold.act}</Button>}
              {openPart !== undefined && (
                <Button tone={openHold === undefined ? 'primary' : 'quiet'} onPress={() => press('receivePart')}>
                  {say.part.act}
                </Button>
              )}
            </>
          )}
        </ActButtons>
      </form>
      <Dialog
        open={asking}
        title={ask.ask(subjectOf(order))}
        onClose={() => setAsking(false)}
        actions={
          <>
            {open?.blockedBy === null && (
              <Button tone={act === 'hold' ? 'danger' : 'primary'} busy={command.busy} onPress={send}>
                {ask.act}
              </Button>
            )}
            <Button tone="quiet" onPress={() => setAsking(false)}>
              {say.back}
            </Button>
          </>
        }
      >
        <p>{ask.effect}</p>
        {typeof open?.blockedBy === 'string' && <Blocked sentence={open.blockedBy} />}
        <ActMessage of={command} />
      </Dialog>
    </Card>
  );
}
