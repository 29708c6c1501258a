import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice-fields.tsx';
import { IconCopy, IconDownload, IconPrinter } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

interface RecoveryCodesProps {
  codes: readonly string[];
  /** Of the button that ends the page. */
  done: string;
  onDone: () => void;
  busy?: boolean;
}

/** The codes, shown once; who leaves must say that they are kept. */
export function RecoveryCodes({ codes, done, onDone, busy }: RecoveryCodesProps) {
  const say = useWords(words);
  const [saved, setSaved] = useState(false);
  const [tried, setTried] = useState(false);
  useStayUntil(saved);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (saved) onDone();
    else document.getElementById('saved')?.focus();
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p>{say.codesText}</p>
      <p className="font-semibold">{say.codesOnce}</p>
      <ol className="grid gap-x-6 gap-y-2 rounded-m bg-sunken p-4 font-mono md:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="min-w-0 text-small font-semibold break-words">
            {code}
          </li>
        ))}
      </ol>
      <Keep codes={codes} />
      <Checkbox
        name="saved"
        label={say.saved}
        checked={saved}
        onChange={setSaved}
        error={tried && !saved ? say.fillSaved : undefined}
      />
      <div data-screen-only>
        <Button type="submit" busy={busy === true}>
          {done}
        </Button>
      </div>
    </form>
  );
}

/** Print, copy, download: whichever the person is used to. */
function Keep({ codes }: { codes: readonly string[] }) {
  const say = useWords(words);
  const [copied, setCopied] = useState<boolean>();
  const text = [say.fileHead, '', ...codes, ''].join('\r\n');

  function download() {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = say.fileName;
    link.click();
    URL.revokeObjectURL(address);
  }

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };

  const act = (label: string, icon: ReactNode, onPress: () => void) => (
    <Button tone="quiet" icon={icon} onPress={onPress}>
      {label}
    </Button>
  );
  return (
    <div className="grid gap-2" data-screen-only>
      <div className="flex flex-wrap gap-2">
        {act(say.print, <IconPrinter size={20} />, () => print())}
        {act(say.copy, <IconCopy size={20} />, () => void copy())}
        {act(say.download, <IconDownload size={20} />, download)}
      </div>
      {copied !== undefined && (
        <Notice tone={copied ? 'good' : 'warning'} live>
          {copied ? say.copied : say.notCopied}
        </Notice>
      )}
    </div>
  );
}

/** The browser asks before the page is closed, until the codes are kept. */
function useStayUntil(saved: boolean): void {
  useEffect(() => {
    if (saved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [saved]);
}
