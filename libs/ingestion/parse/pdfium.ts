/**
 * PDFium in WebAssembly, called by its C functions (fpdfview.h, fpdf_text.h, fpdf_annot.h): the wrapper of the package has no
 * places of characters. Numbers are pointers, handles or counts; `out` parameters point into the heap.
 */
export interface Pdfium {
  call: PdfiumFunctions;
  /** Views of the heap as it is now: it moves when it grows, so ask again after every call that may allocate. */
  heap(): { bytes: Uint8Array; singles: Float32Array; doubles: Float64Array };
}

interface PdfiumFunctions {
  FPDF_InitLibrary(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  FPDF_LoadMemDocument(bytes: number, length: number, password: number): number;
  FPDF_GetLastError(): number;
  FPDF_CloseDocument(document: number): void;
  FPDF_GetPageCount(document: number): number;
  FPDF_GetMetaText(document: number, tag: number, buffer: number, length: number): number;
  FPDF_LoadPage(document: number, index: number): number;
  FPDF_ClosePage(page: number): void;
  FPDF_GetPageBoundingBox(page: number, rectangle: number): number;
  FPDFPage_GetRotation(page: number): number;
  FPDFPage_GetAnnotCount(page: number): number;
  FPDFPage_GetAnnot(page: number, index: number): number;
  FPDFPage_CloseAnnot(annotation: number): void;
  FPDFAnnot_GetSubtype(annotation: number): number;
  FPDFAnnot_GetFlags(annotation: number): number;
  FPDFAnnot_GetValueType(annotation: number, key: number): number;
  FPDFAnnot_GetStringValue(annotation: number, key: number, buffer: number, length: number): number;
  FPDFAnnot_GetAP(annotation: number, mode: number, buffer: number, length: number): number;
  FPDFAnnot_GetRect(annotation: number, rectangle: number): number;
  FPDFPage_Flatten(page: number, usage: number): number;
  FPDFText_LoadPage(page: number): number;
  FPDFText_ClosePage(text: number): void;
  FPDFText_CountChars(text: number): number;
  FPDFText_GetUnicode(text: number, index: number): number;
  FPDFText_HasUnicodeMapError(text: number, index: number): number;
  FPDFText_GetTextObject(text: number, index: number): number;
  FPDFText_GetMatrix(text: number, index: number, matrix: number): number;
  FPDFText_GetFontSize(text: number, index: number): number;
  FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number;
  FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
  FPDFText_GetLooseCharBox(text: number, index: number, rectangle: number): number;
  FPDFTextObj_GetFont(object: number): number;
  FPDFFont_GetBaseFontName(font: number, buffer: number, length: number): number;
  FPDFFont_GetWeight(font: number): number;
  FPDFBitmap_CreateEx(width: number, height: number, format: number, scan: number, stride: number): number;
  FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ): number;
  FPDFBitmap_Destroy(bitmap: number): void;
  FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
}

let loading: Promise<Pdfium> | undefined;

/** The library, loaded when first needed: it is large, and most processes never read a PDF. */
export function pdfium(): Promise<Pdfium> {
  return (loading ??= load());
}

/** After a trap inside the library its memory cannot be trusted: the next file gets a new one. */
export function forgetPdfium(): void {
  loading = undefined;
}

async function load(): Promise<Pdfium> {
  const { PDFiumModule } = await import('@hyzyla/pdfium');
  const module = await PDFiumModule({});
  const call = module.wasmExports as unknown as PdfiumFunctions;
  call.FPDF_InitLibrary();
  const views = () => ({
    bytes: module.HEAPU8,
    singles: new Float32Array(module.HEAPU8.buffer),
    doubles: new Float64Array(module.HEAPU8.buffer),
  });
  let current = views();
  return {
    call,
    // A view of a heap that has moved is empty.
    heap: () => (current.singles.length > 0 ? current : (current = views())),
  };
}

/** Hands over a name as C has it. */
export function withName<T>({ call, heap }: Pdfium, name: string, use: (pointer: number) => T): T {
  const pointer = call.malloc(name.length + 1);
  heap().bytes.set([...Buffer.from(name, 'latin1'), 0], pointer);
  const result = use(pointer);
  call.free(pointer);
  return result;
}

/** The text that a function writes into a buffer of so many bytes, in UTF-16; it answers how many it needs. */
export function textFrom({ call, heap }: Pdfium, write: (buffer: number, length: number) => number): string {
  const length = write(0, 0);
  const buffer = call.malloc(length);
  write(buffer, length);
  const text = Buffer.from(heap().bytes.slice(buffer, buffer + Math.max(0, length - 2))).toString('utf16le');
  call.free(buffer);
  return text;
}
