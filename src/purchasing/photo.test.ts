/** Files that people must not be able to leave with an order, each made here. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { cleanPhoto, formatOf, PHOTO_RULES } from './photo.ts';

const plain = (width = 320, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 90, b: 40 } } });

/** A PNG that is true to its format, of any size, almost without bytes: a decompression bomb. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))), { level: 9 });
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a photo from a device of a stranger', () => {
  it('is drawn anew: upright, small, without where it was taken or who took it', async () => {
    const taken = await plain(2_400, 1_200)
      .withExif({
        IFD0: { Artist: 'Orang Contoh' },
        IFD3: {
          GPSLatitudeRef: 'S',
          GPSLatitude: '6/1 12/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '106/1 49/1 0/1',
        },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    // Control: the place and the name are in the file before.
    assert.ok(taken.includes('Orang Contoh') && (await sharp(taken).metadata()).exif);
    const photo = await cleanPhoto(taken);
    assert.ok(photo);
    const seen = await sharp(photo.bytes).metadata();
    assert.deepEqual(
      [seen.format, seen.width, seen.height, seen.exif, seen.xmp, seen.iptc],
      ['webp', 800, 1600, undefined, undefined, undefined],
    );
    assert.ok(!photo.bytes.includes('Orang Contoh'));
  });

  it('may be JPEG, PNG or WebP', async () => {
    for (const made of [plain().jpeg(), plain().png(), plain().webp()])
      assert.equal((await cleanPhoto(await made.toBuffer()))?.type, 'image/webp');
  });

  it('is nothing else, whatever it is called', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const others: readonly [string, Buffer][] = [
      ['SVG', Buffer.from(svg)],
      ['SVG after a declaration', Buffer.from(`<?xml version="1.0"?>${svg}`)],
      ['compressed SVG', gzipSync(svg)],
      ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
      ['PDF', Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj')],
      ['GIF', await plain().gif().toBuffer()],
      ['TIFF', await plain().tiff().toBuffer()],
      ['AVIF', await plain().avif().toBuffer()],
      ['program', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(64, '\0'), 'latin1')],
      ['nothing', Buffer.alloc(0)],
      ['JPEG by name alone', Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), Buffer.alloc(500, 7)])],
    ];
    for (const [name, bytes] of others) assert.equal(await cleanPhoto(bytes), null, name);
  });

  it('is not two things at once', async () => {
    const jpeg = await plain().jpeg().toBuffer();
    const comment = Buffer.from('%PDF-1.7 1 0 obj<</OpenAction<</S/JavaScript>>>>endobj', 'latin1');
    const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
    const both: readonly [string, Buffer][] = [
      ['JPEG with a PDF in its comment', Buffer.concat([jpeg.subarray(0, 2), marker, comment, jpeg.subarray(2)])],
      ['JPEG with a page behind it', Buffer.concat([jpeg, Buffer.from('<HTML><SCRIPT>alert(1)</SCRIPT>')])],
      ['JPEG with a program in PHP behind it', Buffer.concat([jpeg, Buffer.from('<?php system($_GET[0]); ?>')])],
    ];
    for (const [name, bytes] of both) {
      assert.equal(formatOf(bytes), 'jpeg');
      assert.equal(await cleanPhoto(bytes), null, name);
    }
    // An archive behind a picture has no sign that is never in a photo: it is left behind.
    const behind = await cleanPhoto(Buffer.concat([jpeg, Buffer.from('PK\x03\x04 secret.txt', 'latin1')]));
    assert.ok(behind && !behind.bytes.includes('secret.txt'));
  });

  it('does not move', async () => {
    const frames = Buffer.concat(Array.from({ length: 3 }, (_, i) => Buffer.alloc(20 * 20 * 3, i * 90)));
    const moving = await sharp(frames, { raw: { width: 20, height: 60, channels: 3, pageHeight: 20 } })
      .webp({ loop: 0, delay: [50, 50, 50] })
      .toBuffer();
    assert.equal(formatOf(moving), 'webp');
    assert.equal(await cleanPhoto(moving), null);
  });

  it('does not unfold into more than a photo needs', async () => {
    const bomb = pngOf(30_000, 30_000);
    assert.ok(bomb.length < 300_000, `${bomb.length} bytes for 900 million points`);
    const before = process.memoryUsage().rss;
    const began = performance.now();
    assert.equal(await cleanPhoto(bomb), null);
    assert.ok(performance.now() - began < 1_000);
    assert.ok(process.memoryUsage().rss - before < 50_000_000);
    // Control: the same maker within the bounds is a picture.
    assert.ok(await cleanPhoto(pngOf(3_000, 3_000)));
  });

  it('is whole', async () => {
    const jpeg = await plain(900, 900).jpeg().toBuffer();
    assert.equal(await cleanPhoto(jpeg.subarray(0, jpeg.length / 2)), null);
  });

  it('is given up when it takes too long', async () => {
    const noise = Buffer.alloc(4_000 * 4_000 * 3);
    for (let i = 0; i < noise.length; i += 1) noise[i] = (i * 2_654_435_761) >>> 13;
    const heavy = await sharp(noise, { raw: { width: 4_000, height: 4_000, channels: 3 } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const rules = { ...PHOTO_RULES, maxSide: 4_000 };
    assert.equal(await cleanPhoto(heavy, { ...rules, seconds: 1 }), null);
    // Control: with time enough it is a picture.
    assert.ok(await cleanPhoto(heavy, rules));
  });
});
