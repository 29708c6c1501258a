import type { ReactNode } from 'react';
import { useWords } from '../words/define.ts';
import { classes } from './classes.ts';
import { IconArrowDown, IconArrowUp, IconSelector } from './icons.ts';
import { words } from './words.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers and amounts stand right. */
  readonly align?: 'right';
  readonly sortable?: boolean;
  /** The cell that names the row: row header, and title of the card on a phone. One per table. */
  readonly lead?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

interface TableProps<Row> {
  /** What the rows are; spoken, and shown unless `captionHidden`. */
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Total row, by column key; sums come from the server. The lead column holds its label. */
  total?: Readonly<Record<string, ReactNode>>;
  /** 40 px rows, for ledgers. */
  compact?: boolean;
  /** Rows that may be ticked, and those that are. */
  selection?: {
    selected: ReadonlySet<string>;
    onToggle: (key: string) => void;
    labelOf: (row: Row) => string;
    /** Rows that may be ticked; all unless told. */
    may?: (row: Row) => boolean;
  };
}

/** A real table; on a phone the same rows read as cards. Pages of at most 50 rows. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, sort, onSort, total, compact, selection } = props;
  const say = useWords(words);
  const pad = compact === true ? 'md:h-10 md:px-3' : 'md:h-12 md:px-3 md:py-2';
  return (
    // biome-ignore lint/a11y/noRedundantRoles: shown as blocks on a phone, the roles keep it a table.
    <table role="table" className="cards w-full border-collapse text-left">
      <caption className={captionHidden === true ? 'sr-only' : 'mb-2 text-left font-bold'}>{caption}</caption>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <thead role="rowgroup">
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <tr role="row">
          {selection !== undefined && (
            <td className="w-12">
              <span className="sr-only">{say.choose}</span>
            </td>
          )}
          {columns.map((column) => (
            <th
              key={column.key}
              // biome-ignore lint/a11y/noRedundantRoles: as above
              role="columnheader"
              scope="col"
              aria-sort={ariaSort(column, sort)}
              className={classes(
                'sticky top-14 z-1 border-b-2 border-line bg-card text-small font-semibold text-muted md:h-12 md:px-3',
                column.align === 'right' && 'text-right',
              )}
            >
              {column.sortable === true && onSort !== undefined ? (
                <button
                  type="button"
                  onClick={() => onSort({ key: column.key, descending: sort?.key === column.key && !sort.descending })}
                  className="inline-flex min-h-11 items-center gap-1 font-semibold hover:text-text"
                >
                  {column.header}
                  <SortMark state={ariaSort(column, sort)} />
                </button>
              ) : (
                column.header
              )}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <tbody role="rowgroup">
        {rows.map((row) => {
          const key = rowKey(row);
          return (
            // biome-ignore lint/a11y/noRedundantRoles: as above
            <tr key={key} role="row" className="md:border-b md:border-line md:hover:bg-sunken">
              {selection !== undefined && (
                // biome-ignore lint/a11y/noRedundantRoles: as above
                <td role="cell" className={classes('lead w-12', selection.may?.(row) === false && 'max-md:hidden!')}>
                  <label
                    className={classes('grid size-11 place-items-center', selection.may?.(row) === false && 'hidden')}
                  >
                    <input
                      type="checkbox"
                      aria-label={selection.labelOf(row)}
                      checked={selection.selected.has(key)}
                      onChange={() => selection.onToggle(key)}
                      className="size-5 accent-brand-600"
                    />
                  </label>
                </td>
              )}
              {columns.map((column) => (
                <Cell key={column.key} column={column} pad={pad}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          );
        })}
      </tbody>
      {total !== undefined && (
        // biome-ignore lint/a11y/noRedundantRoles: as above
        <tfoot role="rowgroup">
          {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
          <tr role="row" className="font-bold md:border-t-2 md:border-control">
            {selection !== undefined && <td />}
            {columns.map((column) => (
              <Cell key={column.key} column={column} pad={pad}>
                {total[column.key] ?? ''}
              </Cell>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

interface CellProps<Row> {
  column: Column<Row>;
  pad: string;
  children: ReactNode;
}

function Cell<Row>({ column, pad, children }: CellProps<Row>) {
  const style = classes(pad, column.align === 'right' && 'md:text-right', column.lead === true && 'lead');
  if (column.lead === true) {
    return (
      // biome-ignore lint/a11y/noRedundantRoles: shown as blocks on a phone, the roles keep it a table.
      <th role="rowheader" scope="row" className={`${style} font-semibold`}>
        {children}
      </th>
    );
  }
  if (children === '') {
    // biome-ignore lint/a11y/noRedundantRoles: as above
    return <td role="cell" className={`${style} max-md:hidden!`} />;
  }
  return (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <td role="cell" className={style}>
      <span aria-hidden="true" className="cell-label text-small text-muted">
        {column.header}
      </span>
      <span className="ml-auto min-w-0">{children}</span>
    </td>
  );
}

function ariaSort<Row>(column: Column<Row>, sort: Sort | undefined): 'ascending' | 'descending' | 'none' | undefined {
  if (column.sortable !== true) return undefined;
  if (sort?.key !== column.key) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

function SortMark({ state }: { state: ReturnType<typeof ariaSort> }) {
  if (state === 'ascending') return <IconArrowUp size={16} aria-hidden="true" />;
  if (state === 'descending') return <IconArrowDown size={16} aria-hidden="true" />;
  return <IconSelector size={16} aria-hidden="true" />;
}
