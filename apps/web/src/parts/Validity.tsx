import { day, today } from '../i18n/format.js';
import { useI18n, type Texts } from '../i18n/index.js';

export interface Period {
  validFrom: string | null;
  validTo: string | null;
  current: boolean;
}

export function standing({
  validFrom,
  validTo,
  current,
}: Period): 'in-force' | 'ended' | 'not-yet' | 'other' {
  if (current) return 'in-force';
  if (validFrom && validFrom > today()) return 'not-yet';
  if (validTo && validTo <= today()) return 'ended';
  return 'other';
}

export function validityText(period: Period, t: Texts): string {
  switch (standing(period)) {
    case 'in-force':
      return period.validFrom ? t.validity.since(day(period.validFrom, t)) : t.validity.undated;
    case 'not-yet':
      return t.validity.notYet(day(period.validFrom ?? '', t));
    case 'ended':
      return t.validity.ended(day(period.validTo ?? '', t));
    case 'other':
      return t.validity.other;
  }
}

export function Validity({ period }: { period: Period }) {
  const { t } = useI18n();
  return <span className={`validity validity-${standing(period)}`}>{validityText(period, t)}</span>;
}
