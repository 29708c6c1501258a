import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { demoProducts } from './demo/products.ts';
import { drawingNames, drawProduct, isDrawing, MAX_PICTURE_BYTES, PICTURE_VARIANTS } from './picture.ts';

const options = { size: 240, title: 'Kertas' };

/** Every element that is opened is closed in turn. */
function wellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, end, name, attributes] of svg.matchAll(/<(\/?)([a-z]+)((?:"[^"]*"|[^"<>])*)>/g)) {
    if (end) {
      if (open.pop() !== name) return false;
    } else if (!attributes?.endsWith('/')) open.push(name ?? '');
  }
  return open.length === 0 && !/<(?![a-z/])/.test(svg) && !/&(?!amp;|lt;|gt;|quot;)/.test(svg);
}

describe('pictures of products', () => {
  it('are a hundred drawings, each small, well-formed and free of anything that acts or fetches', () => {
    assert.ok(drawingNames.length >= 100);
    for (const drawing of drawingNames) {
      for (let variant = 0; variant < PICTURE_VARIANTS; variant += 1) {
        const svg = drawProduct({ drawing, variant, hue: 200 }, options);
        assert.ok(Buffer.byteLength(svg) <= MAX_PICTURE_BYTES, `${drawing} has ${svg.length} bytes`);
        assert.ok(wellFormed(svg), drawing);
        assert.doesNotMatch(svg, /script|href|url\(|on[a-z]+=|NaN|undefined/i, drawing);
      }
    }
  });

  it('exist for every product of the demo, and no drawing is left unused', () => {
    for (const { slug, picture } of demoProducts) assert.ok(isDrawing(picture.drawing), slug);
    const used = new Set(demoProducts.map(({ picture }) => picture.drawing));
    assert.deepEqual(
      drawingNames.filter((name) => !used.has(name)),
      [],
    );
  });

  it('are the same for the same input and differ by hue', () => {
    const picture = { drawing: 'stapler', variant: 1, hue: 20 } as const;
    assert.equal(drawProduct(picture, options), drawProduct(picture, options));
    assert.notEqual(drawProduct(picture, options), drawProduct({ ...picture, hue: 200 }, options));
  });

  it('carry any title safely and take any number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.double(), fc.double(), fc.double(), (title, hue, variant, size) => {
        const svg = drawProduct({ drawing: 'pen', hue, variant }, { size, title });
        assert.ok(wellFormed(svg));
        assert.doesNotMatch(svg, /NaN|Infinity/);
      }),
    );
  });
});
