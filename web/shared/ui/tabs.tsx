import { type KeyboardEvent, type ReactNode, useId } from 'react';

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** Shown behind the label; 0 is shown too. */
  readonly count?: number;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  /** Id of the open tab; keep it in the URL. */
  value: string;
  onChange: (id: string) => void;
  /** The content of the open tab. */
  children: ReactNode;
}

export function Tabs({ label, tabs, value, onChange, children }: TabsProps) {
  const base = useId();

  function onKeyDown(event: KeyboardEvent) {
    const here = tabs.findIndex((tab) => tab.id === value);
    const steps: Record<string, number> = {
      ArrowRight: (here + 1) % tabs.length,
      ArrowLeft: (here - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const step = steps[event.key];
    const target = step === undefined ? undefined : tabs[step];
    if (target === undefined) return;
    event.preventDefault();
    onChange(target.id);
    document.getElementById(`${base}-${target.id}`)?.focus();
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex overflow-x-auto border-b border-line"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === value}
            aria-controls={`${base}-panel`}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onChange(tab.id)}
            className="min-h-12 shrink-0 border-b-3 border-transparent px-4 font-semibold text-muted hover:text-text aria-selected:border-brand-600 aria-selected:text-brand-700"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="ml-2 rounded-full bg-plain-100 px-2 text-small text-plain-700">{tab.count}</span>
            )}
          </button>
        ))}
      </div>
      <div id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-${value}`}>
        {children}
      </div>
    </div>
  );
}
