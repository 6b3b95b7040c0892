import { useState } from 'react';
import { useI18n } from '../i18n/index.js';
import { asking, type Query } from '../search/query.js';
import { QuestionForm } from './QuestionForm.js';

interface Props {
  question: string;
  query: Query;
  go: (query: Query, toTop?: boolean) => void;
}

/** How the question was understood; corrected, it is asked anew and stands alone. */
export function Rewritten({ question, query, go }: Props) {
  const { t } = useI18n();
  const [correcting, setCorrecting] = useState(false);
  if (correcting)
    return (
      <QuestionForm
        label={t.answer.meant}
        question={question}
        autoFocus
        onAsk={(corrected) => go(asking(query, corrected), true)}
      />
    );
  return (
    <p className="understood">
      {t.answer.understood} <q>{question}</q>{' '}
      <button type="button" className="text-button" onClick={() => setCorrecting(true)}>
        {t.answer.correct}
      </button>
    </p>
  );
}
