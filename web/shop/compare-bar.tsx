import { Link } from '@tanstack/react-router';
import { BUTTON_BASE, BUTTON_TONES, Button } from '../shared/ui/button.tsx';
import { classes } from '../shared/ui/classes.ts';
import { toast } from '../shared/ui/toast.tsx';
import { useWords } from '../shared/words/define.ts';
import { clearCompared, MOST_COMPARED, toggleCompared, useCompareList } from './compare-list.ts';
import { IconArrowsLeftRight } from './icons.ts';
import { words } from './words.ts';

/** Takes a product into the comparison, or away; says whether it is in. */
export function CompareToggle({ slug, name }: { slug: string; name: string }) {
  const say = useWords(words);
  const inList = useCompareList().includes(slug);
  return (
    <button
      type="button"
      aria-pressed={inList}
      aria-label={say.compareNamed(name)}
      onClick={() => {
        if (!toggleCompared(slug)) toast({ text: say.compareFull(MOST_COMPARED) });
      }}
      className="inline-flex min-h-11 items-center gap-1.5 rounded-m px-2 text-small font-semibold text-brand-700 hover:bg-brand-50 aria-pressed:bg-brand-100"
    >
      <IconArrowsLeftRight size={20} aria-hidden="true" />
      {say.compare}
    </button>
  );
}

/** What has been chosen so far, in reach at the foot of the page. */
export function CompareBar() {
  const say = useWords(words);
  const chosen = useCompareList();
  if (chosen.length === 0) return null;
  return (
    <section
      aria-label={say.compareLabel}
      className="sticky bottom-[calc(var(--bottom-bar)+8px)] z-10 flex flex-wrap items-center justify-between gap-2 rounded-l border border-line bg-card p-2 pl-4 shadow-float"
      data-screen-only
    >
      <p role="status" className="font-semibold">
        {say.compareChosen(chosen.length)}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button tone="plain" onPress={clearCompared}>
          {say.compareClear}
        </Button>
        {chosen.length > 1 && (
          <Link to="/bandingkan" search={{ p: chosen } as never} className={classes(BUTTON_BASE, BUTTON_TONES.primary)}>
            {say.compareNow}
          </Link>
        )}
      </div>
    </section>
  );
}
