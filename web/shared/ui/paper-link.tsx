import { useWords } from '../words/define.ts';
import { IconExternalLink, IconFileText, IconShieldCheck } from './icons.ts';
import { TextLink } from './link-button.tsx';
import { words } from './words.ts';

interface PaperLinkProps {
  /** "Surat Perintah Bayar". */
  title: string;
  number: string;
  /** Address of the paper; opens beside this page. */
  href: string;
  /** "84 kB". */
  size?: string;
  /** Already in the sealed journal, so that anyone can verify it. */
  sealed: boolean;
}

export function PaperLink({ title, number, href, size, sealed }: PaperLinkProps) {
  const say = useWords(words);
  return (
    <div className="flex items-start gap-3 rounded-m border border-line bg-card p-3">
      <IconFileText size={24} aria-hidden="true" className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        <p className="text-small text-muted">
          {number}
          {size !== undefined && ` · PDF ${size}`}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-small">
          <span className="inline-flex items-center gap-1">
            {sealed && <IconShieldCheck size={16} aria-hidden="true" />}
            {sealed ? say.sealed : say.notSealedYet}
          </span>
          {sealed && (
            <TextLink to="/verifikasi" search={{ nomor: number }}>
              {say.verify}
            </TextLink>
          )}
        </p>
      </div>
      <a
        href={href}
        target="_blank"
        rel="noopener"
        aria-label={say.openPaper(`${title} ${number}`)}
        className="grid size-11 shrink-0 place-items-center rounded-m text-brand-700 hover:bg-brand-50"
      >
        <IconExternalLink size={24} />
      </a>
    </div>
  );
}
