import { type FormEvent, useState } from 'react';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Checkbox } from '../shared/ui/choice-fields.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { IconCopy } from '../shared/ui/icons.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import type { KeyAnswer } from './integration-data.ts';
import { words } from './words.ts';

/** The key, shown once; who leaves must say that it is kept. */
export function Secret({ of, onDone }: { of: KeyAnswer; onDone: () => void }) {
  const say = useWords(words);
  const [kept, setKept] = useState(false);
  const [tried, setTried] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (kept || of.key === null) onDone();
    else document.getElementById('kept')?.focus();
  }

  return (
    <Page key="secret" title={say.secretTitle} narrow>
      <Card>
        <form onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {of.key === null ? (
            <Notice tone="warning">{say.secretGone}</Notice>
          ) : (
            <>
              <p>{say.secretText}</p>
              <Key value={of.key} />
            </>
          )}
          {of.validTo !== null && <Facts items={[{ label: say.validTo, value: <When at={of.validTo} /> }]} />}
          {of.key !== null && (
            <Checkbox
              name="kept"
              label={say.kept}
              checked={kept}
              onChange={setKept}
              error={tried && !kept ? say.fillKept : undefined}
            />
          )}
          <div>
            <Button type="submit">{say.finish}</Button>
          </div>
        </form>
      </Card>
    </Page>
  );
}

function Key({ value }: { value: string }) {
  const say = useWords(words);
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <>
      <div className="grid gap-1.5">
        <p className="font-semibold">{say.secretLabel}</p>
        <code className="block rounded-m bg-sunken p-4 font-mono font-semibold break-all select-all">{value}</code>
      </div>
      <div>
        <Button tone="quiet" icon={<IconCopy size={20} />} onPress={() => void copy()}>
          {say.copy}
        </Button>
      </div>
      {copied !== undefined && (
        <Notice tone={copied ? 'good' : 'warning'} live>
          {copied ? say.copied : say.notCopied}
        </Notice>
      )}
    </>
  );
}
