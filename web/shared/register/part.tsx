import type { ReactNode } from 'react';

/** A part of a longer form, with its name. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-4 rounded-l border border-line bg-card p-4 sm:p-5">
      <legend className="float-left mb-1 w-full text-h2 font-bold">{title}</legend>
      <div className="clear-both grid grid-cols-[minmax(0,1fr)] gap-5">{children}</div>
    </fieldset>
  );
}
