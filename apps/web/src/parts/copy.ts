/** A text to copy, for places that take plain text and for those that take rich text. */
export interface RichText {
  plain: string;
  html: string;
}

/** HTML with every value in it as text; line breaks stay. */
export function rich(parts: TemplateStringsArray, ...values: string[]): string {
  const escape = (text: string) =>
    text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\n/g, '<br>');
  return String.raw({ raw: parts }, ...values.map(escape));
}

/** Copies as rich and as plain text; where the browser does not allow that, as plain text. */
export async function copyRich({ plain, html }: RichText): Promise<boolean> {
  try {
    const blob = (type: string, text: string) => ({ [type]: new Blob([text], { type }) });
    await navigator.clipboard.write([
      new ClipboardItem({ ...blob('text/plain', plain), ...blob('text/html', html) }),
    ]);
    return true;
  } catch {
    return copyText(plain);
  }
}

/** Copies plain text; on addresses that the browser holds for insecure there is only the old way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}

function copyTheOldWay(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'sr-only';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return copied;
}
