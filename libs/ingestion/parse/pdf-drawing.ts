import type { Pdfium } from './pdfium.js';

/** Pixels line by line from the upper left corner, one byte a channel. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
  /** 1 for shades of grey, 4 for red, green, blue and opacity. */
  channels: 1 | 4;
}

/** From fpdfview.h: FPDFBitmap_Gray and FPDFBitmap_BGRA; FPDF_ANNOT, FPDF_GRAYSCALE and FPDF_REVERSE_BYTE_ORDER. */
const FORMATS = { 1: { bitmap: 1, flags: 0x01 | 0x08 }, 4: { bitmap: 4, flags: 0x01 | 0x10 } };
const WHITE = 0xffffffff;

/** Draws a loaded page on white, this many pixels wide and high. */
export function drawPage(
  { call, heap }: Pdfium,
  page: number,
  { width, height, channels }: Omit<Pixels, 'data'>,
): Pixels {
  const { bitmap: format, flags } = FORMATS[channels];
  const size = width * height * channels;
  const buffer = call.malloc(size);
  if (!buffer) throw new RangeError(`no memory for ${width} x ${height} pixels`);
  const bitmap = call.FPDFBitmap_CreateEx(width, height, format, buffer, width * channels);
  call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
  const data = heap().bytes.slice(buffer, buffer + size);
  call.FPDFBitmap_Destroy(bitmap);
  call.free(buffer);
  return { data, width, height, channels };
}
