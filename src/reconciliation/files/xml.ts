/**
 * XML of a bank as a stream of small trees. No DTD, no entities but the five of XML, UTF-8 only; depth, size of one part and
 * number of parts are bounded (CWE-611, CWE-776).
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { StatementFileRefused } from './fault.ts';
import { utf8Text } from './text.ts';

export interface XmlNode {
  readonly name: string;
  readonly line: number;
  readonly attributes: { readonly [name: string]: string };
  text: string;
  readonly children: XmlNode[];
}

/** What becomes of an element: its children are asked about, it is collected as a tree, or it is passed over. */
export type Wanted = 'descend' | 'collect' | 'skip';

export interface XmlHandler {
  /** `path` are local names from the root; the namespace is the root's. */
  open(path: readonly string[], line: number, namespace: string): Wanted;
  /** A collected tree is whole. */
  node(path: readonly string[], node: XmlNode): void;
  /** Inside a collected tree these are handed over by themselves and not kept in it. */
  readonly parts: readonly string[];
  part(node: XmlNode): void;
  /** A descended element ends. */
  close(path: readonly string[], line: number): void;
}

const MAX_DEPTH = 40;
/** Characters that may pass without an element beginning or ending. */
const MAX_SILENCE = 1_000_000;
const MAX_NODES = 100_000;

export interface XmlStream {
  push(chunk: Uint8Array): void;
  end(): void;
}

export function xmlStream(handler: XmlHandler): XmlStream {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const text = utf8Text();
  const path: string[] = [];
  const stack: XmlNode[] = [];
  let namespace: string | null = null;
  let skipFrom = 0;
  let nodes = 0;
  let heard = 0;

  const refuse = (reason: 'XML' | 'DTD' | 'CHARSET' | 'TOO_LARGE' | 'TRUNCATED', found = ''): never => {
    throw new StatementFileRefused(parser.line, reason, found);
  };

  parser.on('error', (error) => {
    const said = error.message.replace(/^[\d:\s]+/, '');
    if (/unclosed tag|end of|must contain a root/i.test(said)) refuse('TRUNCATED', said);
    refuse(/entity/i.test(said) ? 'DTD' : 'XML', said);
  });
  parser.on('doctype', () => refuse('DTD', '<!DOCTYPE'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)) refuse('CHARSET', encoding);
  });
  parser.on('opentag', opened);
  parser.on('text', spoken);
  parser.on('cdata', spoken);
  parser.on('closetag', closed);

  function opened(tag: SaxesTagNS): void {
    heard = parser.position;
    path.push(tag.local);
    if (path.length > MAX_DEPTH) refuse('TOO_LARGE', path.slice(-3).join('/'));
    namespace ??= tag.uri;
    if (skipFrom > 0) return;
    // Elements of other namespaces are extensions of one bank.
    if (tag.uri !== namespace) {
      skipFrom = path.length;
      return;
    }
    if (stack.length > 0) {
      collect(tag);
      return;
    }
    const wanted = handler.open(path, parser.line, namespace);
    if (wanted === 'skip') skipFrom = path.length;
    if (wanted === 'collect') collect(tag);
  }

  function collect(tag: SaxesTagNS): void {
    nodes += 1;
    if (nodes > MAX_NODES) refuse('TOO_LARGE', tag.local);
    const attributes = Object.fromEntries(Object.values(tag.attributes).map((a) => [a.local, a.value]));
    stack.push({ name: tag.local, line: parser.line, attributes, text: '', children: [] });
  }

  function spoken(said: string): void {
    const top = stack.at(-1);
    if (top && skipFrom === 0) top.text += said;
  }

  function closed(): void {
    heard = parser.position;
    const depth = path.length;
    if (skipFrom > 0) {
      if (skipFrom === depth) skipFrom = 0;
    } else if (stack.length > 0) {
      const node = stack.pop() as XmlNode;
      const parent = stack.at(-1);
      if (!parent) {
        nodes = 0;
        handler.node(path, node);
      } else if (handler.parts.includes(node.name)) {
        nodes -= size(node);
        handler.part(node);
      } else parent.children.push(node);
    } else handler.close(path, parser.line);
    path.pop();
  }

  return {
    push(chunk) {
      parser.write(text.push(chunk));
      if (parser.position - heard > MAX_SILENCE) refuse('TOO_LARGE');
    },
    end() {
      parser.write(text.end());
      parser.close();
    },
  };
}

const size = (node: XmlNode): number => node.children.reduce((sum, child) => sum + size(child), 1);

/** The first node at a path of names below `node`. */
export function at(node: XmlNode | null | undefined, ...names: readonly string[]): XmlNode | null {
  let here: XmlNode | null = node ?? null;
  for (const name of names) here = here?.children.find((child) => child.name === name) ?? null;
  return here;
}

/** The trimmed text at a path; null when it is absent or empty. */
export function textAt(node: XmlNode | null | undefined, ...names: readonly string[]): string | null {
  const text = at(node, ...names)?.text.trim() ?? '';
  return text === '' ? null : text;
}

/** All children of one name. */
export const allOf = (node: XmlNode | null, name: string): XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? [];
