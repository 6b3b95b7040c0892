import { useI18n } from '../i18n/index.js';
import { asking, type Query } from '../search/query.js';
import { QuestionForm } from './QuestionForm.js';

interface Props {
  query: Query;
  go: (query: Query, toTop?: boolean) => void;
}

/** A question that goes on from this one. */
export function FollowUp({ query, go }: Props) {
  const { t } = useI18n();
  return (
    <QuestionForm
      label={t.answer.followUp}
      placeholder={t.answer.followUpExample}
      onAsk={(question) => go(asking(query, question, [...query.previous, query.q]), true)}
    />
  );
}
